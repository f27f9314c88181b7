import { render } from "preact";
import "./pass.css";
import { PassPage } from "./page.tsx";

const root = document.getElementById("app");
if (root === null) throw new Error("pass.html has no #app");
const id = location.pathname.split("/").filter(Boolean).at(-1) ?? "";
render(<PassPage id={id} search={location.search} />, root);
