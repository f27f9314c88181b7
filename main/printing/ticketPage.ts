import { BrowserWindow, type Session, session, type WebContents, webContents } from "electron";
import { dotsAcross, type PaperWidth, type PrintDots } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import { type Timers, withTimeout } from "../../sync/clock.ts";
import { describeError, type Log } from "../../sync/log.ts";
import { appOrigin, appScheme, servePage } from "../shell/appProtocol.ts";
import { type Bitmap, bitmapOf } from "./bitmap.ts";
import type { PrinterParts } from "./openPrinter.ts";
import type { SpoolOutcome, SystemQueue } from "./systemPrinter.ts";

/** Renders the ticket's page in a hidden window that is open only for one ticket. */
export type TicketPage = Pick<PrinterParts, "draw" | "system">;

/** More than the longest ticket: nine persons in nine rows of seats, and each title as long as the page lets it become. */
const maxTicketDots = 2400;
/** For rendering, and for the spooler to accept: a hang must not block the next ticket. */
const timeoutMs = 15_000;
/** The spooler takes the paper size in micrometres; eight dots are a millimetre. */
const micrometresPerDot = 125;

/** `folder` holds the built pages. */
export function openTicketPage(folder: string, timers: Timers, log: Log): TicketPage {
	const confined = createTicketSession(folder);

	async function draw(ticket: Ticket, paper: PaperWidth, chosen: PrintDots | null): Promise<Bitmap | null> {
		const dots = dotsAcross(paper, chosen);
		const window = openHiddenWindow(confined, dots, true);
		try {
			const height = await loadTicket(window.webContents, ticket, { paper, dots }, timers, log);
			if (height === null || height > maxTicketDots) return null;
			const image = await withTimeout(
				timers,
				timeoutMs,
				window.webContents.capturePage({ x: 0, y: 0, width: dots, height }),
			);
			if (image === null) return null;
			const size = image.getSize();
			if (size.width !== dots || size.height !== height) return null;
			return bitmapOf(image.toBitmap(), dots, height);
		} finally {
			window.destroy();
		}
	}

	/** Electron lists printers through any web contents; the kiosk's page is always open. */
	async function queues(): Promise<readonly SystemQueue[]> {
		const found = (await webContents.getAllWebContents()[0]?.getPrintersAsync()) ?? [];
		return found.map(({ name, options }) => ({ name, options: stringOptionsOf(options) }));
	}

	async function print(
		ticket: Ticket,
		paper: PaperWidth,
		name: string | null,
		beforeSend: () => boolean,
	): Promise<SpoolOutcome> {
		const dots = dotsAcross(paper);
		const window = openHiddenWindow(confined, dots, false);
		try {
			const height = await loadTicket(window.webContents, ticket, { paper, dots }, timers, log);
			if (height === null || !beforeSend()) return { kind: "notSent" };
			const size = { width: dots * micrometresPerDot, height: height * micrometresPerDot };
			return await spool(window.webContents, name, size, timers);
		} finally {
			window.destroy();
		}
	}

	return { draw, system: { queues, print } };
}

/** An in-memory session without any permission: a ticket needs no camera. */
function createTicketSession(folder: string): Session {
	const confined = session.fromPartition("ticket");
	confined.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
	confined.setPermissionCheckHandler(() => false);
	confined.setDevicePermissionHandler(() => false);
	if (!confined.protocol.isProtocolHandled(appScheme)) {
		confined.protocol.handle(appScheme, (request) => servePage(folder, request.url));
	}
	return confined;
}

/** Without preload, because the page calls nothing. Rendered offscreen, one pixel is one dot whatever the display's scale. */
function openHiddenWindow(confined: Session, width: number, offscreen: boolean): BrowserWindow {
	const window = new BrowserWindow({
		show: false,
		width,
		height: maxTicketDots,
		useContentSize: true,
		enableLargerThanScreen: true,
		frame: false,
		backgroundColor: "#ffffff",
		webPreferences: {
			session: confined,
			offscreen,
			sandbox: true,
			contextIsolation: true,
			nodeIntegration: false,
			webviewTag: false,
			navigateOnDragDrop: false,
			spellcheck: false,
			backgroundThrottling: false,
		},
	});
	const contents = window.webContents;
	contents.setWindowOpenHandler(() => ({ action: "deny" }));
	contents.on("will-navigate", (event) => event.preventDefault());
	contents.on("will-redirect", (event) => event.preventDefault());
	contents.on("will-attach-webview", (event) => event.preventDefault());
	return window;
}

/** Renders the ticket; returns its height in dots, or null when the page failed or timed out. */
function loadTicket(
	contents: WebContents,
	ticket: Ticket,
	on: { readonly paper: PaperWidth; readonly dots: PrintDots },
	timers: Timers,
	log: Log,
): Promise<number | null> {
	const loading = new Promise<number | null>((resolve) => {
		contents.on("page-title-updated", (_event, title) => {
			const drawn = /^drawn (\d+)$/.exec(title);
			if (drawn !== null) resolve(Number(drawn[1]));
		});
		contents.once("render-process-gone", () => resolve(null));
		const given = new URLSearchParams({
			ticket: JSON.stringify(ticket),
			paper: String(on.paper),
			dots: String(on.dots),
		});
		contents.loadURL(`${appOrigin}/ticket/ticket.html?${given}`).catch((error: unknown) => {
			// The message quotes the URL and with it the ticket; it is not logged.
			log.error("ticketPageNotLoaded", describeError(error));
			resolve(null);
		});
	});
	return withTimeout(timers, timeoutMs, loading);
}

type Size = { readonly width: number; readonly height: number };

async function spool(
	contents: WebContents,
	name: string | null,
	pageSize: Size,
	timers: Timers,
): Promise<SpoolOutcome> {
	const margins = { marginType: "none" } as const;
	const device = name === null ? {} : { deviceName: name };
	const spooling = new Promise<SpoolOutcome>((resolve) => {
		contents.print({ silent: true, color: false, margins, pageSize, ...device }, (isTaken, reason) =>
			resolve(isTaken ? { kind: "spooled" } : { kind: "refused", reason }),
		);
	});
	return (await withTimeout(timers, timeoutMs, spooling)) ?? { kind: "unsure" };
}

/** Electron types a printer's options as an object; they are the strings that the system gave. */
function stringOptionsOf(options: object): Record<string, string> {
	return Object.fromEntries(
		Object.entries(options).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
	);
}
