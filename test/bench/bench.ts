import { ActionableError, readArguments, runScript } from "../machine/script.ts";
import { measureDecode } from "./decode.ts";
import { type Figure, printFigures } from "./figure.ts";
import { measureKiosk } from "./kiosk.ts";
import { measureScan } from "./scan.ts";
import { measureStart } from "./start.ts";
import { measureTrust } from "./trust.ts";

type Options = { readonly images?: string | undefined };

/** Every benchmark, by name. */
const benchmarks: Readonly<Record<string, (options: Options) => Promise<Figure[]>>> = {
	decode: ({ images }) => measureDecode(images),
	scan: async () => [...(await measureScan()), ...(await measureStart())],
	trust: measureTrust,
	kiosk: measureKiosk,
};

const { values, positionals } = readArguments({
	// `images`: for `decode`, a folder of pictures to read instead of the generated frames.
	options: { json: { type: "boolean", default: false }, images: { type: "string" } },
	allowPositionals: true,
});

async function main(): Promise<void> {
	const [name = ""] = positionals;
	const benchmark = benchmarks[name];
	if (benchmark === undefined || positionals.length > 1) {
		const known = Object.keys(benchmarks).join(", ");
		throw new ActionableError(`There is no benchmark "${positionals.join(" ")}". There are: ${known}.`);
	}
	printFigures(await benchmark(values), values.json);
}

await runScript(main);
