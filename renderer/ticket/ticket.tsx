import { render } from "preact";
import "./ticket.css";
import { PaperWidth } from "../../core/contract/printer.ts";
import { Ticket } from "../../core/contract/ticket.ts";
import { TicketPage } from "./page.tsx";

// The page is given its ticket in its address, draws it, and says so by its title: it needs nothing else of the program.
const root = document.getElementById("app");
if (root === null) throw new Error("ticket.html has no #app");
const parameters = new URLSearchParams(location.search);
const ticket = Ticket.parse(JSON.parse(parameters.get("ticket") ?? "null"));
const paper = PaperWidth.parse(Number(parameters.get("paper")));
document.documentElement.lang = ticket.language;
document.documentElement.dataset.paper = String(paper);
render(<TicketPage ticket={ticket} paper={paper} />, root);
void reportDrawn(root);

/** "drawn 812": how high the ticket is, once its letters are there and on the screen. */
async function reportDrawn(drawn: HTMLElement): Promise<void> {
	// Its measuring makes the page ask for its letters; after that they can be waited for.
	drawn.getBoundingClientRect();
	await document.fonts.ready;
	await nextFrame();
	await nextFrame();
	document.title = `drawn ${Math.ceil(drawn.getBoundingClientRect().height)}`;
}

function nextFrame(): Promise<number> {
	return new Promise((resolve) => requestAnimationFrame(resolve));
}
