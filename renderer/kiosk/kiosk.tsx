import { render } from "preact";
import type { Bridge } from "../../core/contract/contract.ts";
import "./kiosk.css";
import { App } from "./app.tsx";
import { lockDownPage } from "./page-lockdown.ts";

declare global {
	interface Window {
		/** Absent when the page is opened without its preload. */
		readonly pailou?: Bridge;
	}
}

const root = document.getElementById("app");
if (root === null) throw new Error("kiosk.html has no #app");
lockDownPage(window);
render(<App bridge={window.pailou ?? null} search={location.search} />, root);
