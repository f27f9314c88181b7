import { render } from "preact";
import "./pass.css";
import { PassPage } from "./page.tsx";
import { registerServiceWorker } from "./service-worker-registration.ts";

const root = document.getElementById("app");
if (root === null) throw new Error("pass.html has no #app");
const place = root;
function draw(): void {
	// The link's secret is the fragment, which the browser keeps to itself. Its key: another link is another page.
	const secret = location.hash.slice(1);
	render(<PassPage key={secret} secret={secret} search={location.search} />, place);
}
draw();
// Another link opened in this tab changes only the fragment, and loads nothing.
window.addEventListener("hashchange", draw);
// After the load event, when every asset is listed, so that the service worker caches all of them.
if (document.readyState === "complete") void registerServiceWorker();
else window.addEventListener("load", () => void registerServiceWorker());
