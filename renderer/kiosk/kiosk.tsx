import { render } from "preact";
import "./kiosk.css";
import { App } from "./app.tsx";
import { lockDownPage } from "./page-lockdown.ts";

const root = document.getElementById("app");
if (root === null) throw new Error("kiosk.html has no #app");
lockDownPage(window);
render(<App bridge={window.pailou ?? null} search={location.search} />, root);
