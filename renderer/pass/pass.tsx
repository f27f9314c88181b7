import { render } from "preact";
import "./pass.css";
import { PassPage } from "./page.tsx";
import { registerServiceWorker } from "./service-worker-registration.ts";

const root = document.getElementById("app");
if (root === null) throw new Error("pass.html has no #app");
const id = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
render(<PassPage id={id} search={location.search} />, root);
// After the load event, when every asset is listed, so that the service worker caches all of them.
if (document.readyState === "complete") void registerServiceWorker();
else window.addEventListener("load", () => void registerServiceWorker());
