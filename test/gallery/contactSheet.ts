/** A screenshot; its path in the gallery's folder is `mode/screen/state.language.size.png`. */
export type Screenshot = {
	readonly path: string;
	readonly name: string;
	readonly language: string;
	readonly size: string;
};

/** An HTML page of all screenshots, filtered by name, language and size. */
export function formatContactSheet(pictures: readonly Screenshot[]): string {
	const options = (values: readonly string[]) =>
		[...new Set(values)].map((value) => `<option>${value}</option>`).join("");
	const figures = pictures.map(
		({ path, name, language, size }) =>
			`<figure data-name="${name}" data-language="${language}" data-size="${size}"><a href="${path}"><img loading="lazy" src="${path}" alt=""></a><figcaption>${name} · ${language} · ${size}</figcaption></figure>`,
	);
	return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Gallery</title>
<style>
body { font: 14px sans-serif; margin: 0; background: #eee }
header { position: sticky; top: 0; padding: 8px 16px; background: #fff; border-bottom: 1px solid #ccc }
main { display: grid; grid-template-columns: repeat(auto-fill, minmax(420px, 1fr)); gap: 16px; padding: 16px }
figure { margin: 0; background: #fff; padding: 8px }
img { width: 100%; display: block; border: 1px solid #ccc }
figcaption { padding-top: 6px }
</style>
<header>
<input id="name" placeholder="counter/refused" autofocus>
<select id="language"><option value="">every language</option>${options(pictures.map(({ language }) => language))}</select>
<select id="size"><option value="">every size</option>${options(pictures.map(({ size }) => size))}</select>
</header>
<main>
${figures.join("\n")}
</main>
<script>
const wanted = ["name", "language", "size"].map((id) => document.getElementById(id));
const sift = () => {
	for (const figure of document.querySelectorAll("figure")) {
		figure.hidden = wanted.some(({ id, value }) => !(id === "name" ? figure.dataset[id].includes(value) : value === "" || figure.dataset[id] === value));
	}
};
for (const field of wanted) field.addEventListener("input", sift);
document.getElementById("language").value = "zh-CN";
document.getElementById("size").value = document.getElementById("size").options[1]?.value ?? "";
sift();
</script>
</html>
`;
}
