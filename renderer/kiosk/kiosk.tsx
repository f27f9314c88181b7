import { render } from "preact";
import "./kiosk.css";
import { App } from "./app.tsx";

const root = document.getElementById("app");
if (root === null) throw new Error("kiosk.html has no #app");
render(<App bridge={window.pailou ?? null} search={location.search} />, root);
