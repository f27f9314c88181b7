import { contextBridge, ipcRenderer } from "electron";
import type { Bridge } from "../core/contract.ts";

/** All that the page can reach: one call and one poke. */
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
};

contextBridge.exposeInMainWorld("pailou", bridge);
