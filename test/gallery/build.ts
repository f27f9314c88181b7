import { join } from "node:path";
import { build } from "vite";
import { root } from "../machine/folders.ts";

export const galleryFolder = join(root, "out", "gallery");

/** Builds the page of the exhibits with the same settings as the app's pages, beside them and never among them. */
export async function buildGallery(): Promise<void> {
	await build({
		configFile: false,
		root: join(root, "renderer"),
		base: "./",
		logLevel: "warn",
		oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
		worker: { format: "es" },
		build: {
			target: "chrome130",
			outDir: galleryFolder,
			emptyOutDir: true,
			assetsInlineLimit: 0,
			chunkSizeWarningLimit: 5000,
			rollupOptions: { input: { gallery: join(root, "renderer", "gallery", "gallery.html") } },
		},
	});
}
