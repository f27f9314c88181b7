// Three builds: main (Node, ESM), preload (CommonJS, as a sandboxed preload must be) and the pages of the renderer.
// The targets are those of the oldest Electron that the kiosk runs on (33: Node 20, Chromium 130).

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "electron-vite";

function at(path: string): string {
	return fileURLToPath(new URL(path, import.meta.url));
}

// Packages with a binary stay beside the bundle. The rest goes into it where it is imported: what only the hub imports is
// then not part of the app.
const withBinary = ["better-sqlite3", "serialport"];
const { dependencies } = JSON.parse(readFileSync(at("package.json"), "utf8"));
const bundled = Object.keys(dependencies).filter((name) => !withBinary.includes(name));

export default defineConfig({
	main: {
		build: {
			target: "node20",
			outDir: at("out/main"),
			externalizeDeps: { exclude: bundled },
			rollupOptions: {
				input: { main: at("main/main.ts") },
				output: { format: "es", entryFileNames: "[name].js" },
			},
		},
	},
	preload: {
		build: {
			target: "node20",
			outDir: at("out/preload"),
			externalizeDeps: false,
			rollupOptions: {
				input: { preload: at("main/preload.ts") },
				output: { format: "cjs", entryFileNames: "[name].cjs" },
			},
		},
	},
	renderer: {
		root: at("renderer"),
		oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
		worker: { format: "es" },
		build: {
			target: "chrome130",
			outDir: at("out/renderer"),
			// The pages' policy allows no data: scripts or fonts, so that nothing is inlined.
			assetsInlineLimit: 0,
			rollupOptions: {
				input: {
					kiosk: at("renderer/kiosk/kiosk.html"),
					pass: at("renderer/pass/pass.html"),
					ticket: at("renderer/ticket/ticket.html"),
					passWorker: at("renderer/pass/worker/pass.worker.ts"),
				},
				output: {
					// A service worker is known by its address, which must not change with its content.
					entryFileNames: ({ name }) => (name === "passWorker" ? "pass/worker.js" : "assets/[name]-[hash].js"),
				},
			},
		},
	},
});
