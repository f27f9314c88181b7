import { render } from "preact";
import "./ticket.css";
import { dotsAcross, PaperWidth, PrintDots } from "../../core/contract/printer.ts";
import { Ticket } from "../../core/contract/ticket.ts";
import { TicketPage } from "./page.tsx";

// Renders the ticket given in the query string and reports it by the document's title; it needs nothing else from the
// app.
const root = document.getElementById("app");
if (root === null) throw new Error("ticket.html has no #app");
const parameters = new URLSearchParams(location.search);
const ticket = Ticket.parse(JSON.parse(parameters.get("ticket") ?? "null"));
const paper = PaperWidth.parse(Number(parameters.get("paper")));
const dots = PrintDots.safeParse(Number(parameters.get("dots"))).data ?? dotsAcross(paper);
document.documentElement.lang = ticket.language;
document.documentElement.dataset.paper = String(paper);
render(<TicketPage ticket={ticket} dots={dots} />, root);
void reportDrawn(root);

/** Sets the title to "drawn 812" (the ticket's height in px) once its fonts are loaded and painted. */
async function reportDrawn(drawn: HTMLElement): Promise<void> {
	// Forces layout, which starts loading the fonts; `document.fonts.ready` then waits for them.
	drawn.getBoundingClientRect();
	await document.fonts.ready;
	await nextFrame();
	await nextFrame();
	document.title = `drawn ${Math.ceil(drawn.getBoundingClientRect().height)}`;
}

function nextFrame(): Promise<number> {
	return new Promise((resolve) => requestAnimationFrame(resolve));
}
