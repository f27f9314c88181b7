import { BrowserWindow, type Session, session, type WebContents, webContents } from "electron";
import { dotsAcross, type PaperWidth } from "../../core/contract/printer.ts";
import type { Ticket } from "../../core/contract/ticket.ts";
import { type Timers, withTimeout } from "../../sync/clock.ts";
import { appOrigin, appScheme, servePage } from "../shell/appProtocol.ts";
import { type Bitmap, bitmapOf } from "./bitmap.ts";
import type { PrinterParts } from "./openPrinter.ts";
import type { SpoolOutcome, SystemQueue } from "./systemPrinter.ts";

/** The ticket's page, in a window of its own that nobody sees and that is open only while a ticket is made. */
export type TicketPage = Pick<PrinterParts, "draw" | "system">;

/** More than the longest ticket: nine persons in nine rows. */
const maxTicketDots = 2400;
/** For a page to be drawn, or a spooler to take it: one that hangs must not keep the next ticket. */
const timeoutMs = 15_000;
/** The system is told the size of the paper in micrometres; eight dots are a millimetre. */
const micrometresPerDot = 125;

/** `folder` is where the built pages lie. */
export function openTicketPage(folder: string, timers: Timers): TicketPage {
	const confined = createTicketSession(folder);

	async function draw(ticket: Ticket, paper: PaperWidth): Promise<Bitmap | null> {
		const dots = dotsAcross(paper);
		const window = openHiddenWindow(confined, dots, true);
		try {
			const height = await loadTicket(window.webContents, ticket, paper, timers);
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

	/** Any page may ask for the system's printers; the kiosk's own is always there. */
	async function queues(): Promise<readonly SystemQueue[]> {
		const found = (await webContents.getAllWebContents()[0]?.getPrintersAsync()) ?? [];
		return found.map(({ name, options }) => ({ name, options: stringOptionsOf(options) }));
	}

	async function print(
		ticket: Ticket,
		paper: PaperWidth,
		name: string | null,
		sending: () => boolean,
	): Promise<SpoolOutcome> {
		const window = openHiddenWindow(confined, dotsAcross(paper), false);
		try {
			const height = await loadTicket(window.webContents, ticket, paper, timers);
			if (height === null || !sending()) return { kind: "notSent" };
			const size = { width: dotsAcross(paper) * micrometresPerDot, height: height * micrometresPerDot };
			return await spool(window.webContents, name, size, timers);
		} finally {
			window.destroy();
		}
	}

	return { draw, system: { queues, print } };
}

/** In memory, and without a permission: what the kiosk's page may, the camera, is nothing for a ticket. */
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

/** A window without preload: the page has nothing to call. Off the screen, a pixel is a dot, whatever the screen's scale. */
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

/** Draws the ticket; tells how high it is, or null when the page did not come about. */
function loadTicket(contents: WebContents, ticket: Ticket, paper: PaperWidth, timers: Timers): Promise<number | null> {
	const loading = new Promise<number | null>((resolve) => {
		contents.on("page-title-updated", (_event, title) => {
			const drawn = /^drawn (\d+)$/.exec(title);
			if (drawn !== null) resolve(Number(drawn[1]));
		});
		contents.once("render-process-gone", () => resolve(null));
		const given = new URLSearchParams({ ticket: JSON.stringify(ticket), paper: String(paper) });
		contents.loadURL(`${appOrigin}/ticket/ticket.html?${given}`).catch(() => resolve(null));
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

/** Electron calls the options of a printer an object; in truth they are the texts that the system gave. */
function stringOptionsOf(options: object): Record<string, string> {
	return Object.fromEntries(
		Object.entries(options).filter((pair): pair is [string, string] => typeof pair[1] === "string"),
	);
}
