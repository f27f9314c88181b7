import { parseArgs } from "node:util";
import { measureDecode } from "./decode.ts";
import { type Figure, printFigures } from "./figure.ts";
import { measureKiosk } from "./kiosk.ts";
import { measureScan } from "./scan.ts";
import { measureStart } from "./start.ts";
import { measureTrust } from "./trust.ts";

type Options = { readonly images?: string | undefined };

/** Every benchmark by its name. */
const benchmarks: Readonly<Record<string, (options: Options) => Promise<Figure[]>>> = {
	decode: ({ images }) => measureDecode(images),
	scan: async () => [...(await measureScan()), ...(await measureStart())],
	trust: measureTrust,
	kiosk: measureKiosk,
};

const { values, positionals } = parseArgs({
	// `images`: for `decode`, a folder of pictures to read instead of its own frames.
	options: { json: { type: "boolean", default: false }, images: { type: "string" } },
	allowPositionals: true,
});
const [name = ""] = positionals;
const benchmark = benchmarks[name];
if (benchmark === undefined || positionals.length > 1) {
	process.stderr.write(
		`There is no benchmark "${positionals.join(" ")}". There are: ${Object.keys(benchmarks).join(", ")}.\n`,
	);
	process.exitCode = 2;
} else {
	printFigures(await benchmark(values), values.json);
}
