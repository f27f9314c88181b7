import { contextBridge, ipcRenderer } from "electron";
import type { Bridge } from "../core/contract/contract.ts";

/** All that the page can reach: the call, the change notification, and what a serial scanner read. */
const bridge: Bridge = {
	async call(name, input) {
		const answer = await ipcRenderer.invoke("pailou:call", name, input);
		if (answer?.kind === "failure") throw new Error(`${name}: ${answer.why}`);
		return answer;
	},
	onChanged(listener) {
		const heard = () => listener();
		ipcRenderer.on("pailou:changed", heard);
		return () => ipcRenderer.off("pailou:changed", heard);
	},
	onScanned(listener) {
		const heard = (_event: unknown, text: string) => listener(text);
		ipcRenderer.on("pailou:scanned", heard);
		return () => ipcRenderer.off("pailou:scanned", heard);
	},
};

contextBridge.exposeInMainWorld("pailou", bridge);
