import { join } from "node:path";
import { build } from "vite";
import { root } from "../machine/folders.ts";

/** Builds the gallery's pages with the settings of the app's pages, into another folder than the app's. */
export async function buildGallery(folder: string): Promise<void> {
	await build({
		configFile: false,
		root: join(root, "renderer"),
		base: "./",
		logLevel: "error",
		oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
		worker: { format: "es" },
		build: {
			target: "chrome130",
			outDir: folder,
			emptyOutDir: true,
			assetsInlineLimit: 0,
			chunkSizeWarningLimit: 5000,
			rollupOptions: {
				input: {
					gallery: join(root, "renderer", "gallery", "gallery.html"),
					passGallery: join(root, "renderer", "gallery", "pass-gallery.html"),
				},
			},
		},
	});
}
