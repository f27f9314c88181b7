import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { app, ipcMain, Menu, powerMonitor, powerSaveBlocker, protocol, safeStorage } from "electron";
import type { CallName, InputOf } from "../core/contract/contract.ts";
import type { Clock } from "../sync/clock.ts";
import { createGuard, guardTimers } from "../sync/guard.ts";
import { clockStartingAt, systemClock, systemRandom, systemSleptMs } from "../sync/system.ts";
import { type Device, openDevice } from "./device.ts";
import { systemKeyring } from "./keys/keyring.ts";
import { openRepeatedly } from "./openRepeatedly.ts";
import { defaultPrinterTimeouts } from "./printing/escPos.ts";
import { openTicketPage } from "./printing/ticketPage.ts";
import { listSerialPorts } from "./scanning/serialPorts.ts";
import { openSerialScanner } from "./scanning/serialScanner.ts";
import { listVolumes, mountRoots } from "./setup/removableVolumes.ts";
import { appScheme, servePage } from "./shell/appProtocol.ts";
import { exitCodes } from "./shell/exitCodes.ts";
import { watchGpu } from "./shell/gpuWatchdog.ts";
import { createHubFetch } from "./shell/hubFetch.ts";
import { keyringProbeSwitch, waitForKeyring } from "./shell/keyringProbe.ts";
import { openLog } from "./shell/log.ts";
import { relaunch, restartOnCrash } from "./shell/restart.ts";
import { type KioskWindow, openWindow, preloadPath } from "./shell/window.ts";
import { openDatabase, type StoreErrorKind, toStoreError } from "./store/database.ts";

const outFolder = join(dirname(fileURLToPath(import.meta.url)), "..");

/** Settings for development and tests; a packaged app has none of them. */
const testVolumes = app.isPackaged ? undefined : process.env.PAILOU_VOLUMES;
const mounts = testVolumes === undefined ? mountRoots(process.platform) : [{ path: testVolumes, depth: 1 as const }];
const dataFolder = app.isPackaged ? undefined : process.env.PAILOU_DATA;
if (dataFolder !== undefined) {
	mkdirSync(dataFolder, { recursive: true });
	app.setPath("userData", dataFolder);
}
if (!app.isPackaged && process.env.PAILOU_FAKE_CAMERA !== undefined) {
	app.commandLine.appendSwitch("use-fake-device-for-media-stream");
	app.commandLine.appendSwitch("use-fake-ui-for-media-stream");
	app.commandLine.appendSwitch("use-file-for-fake-video-capture", process.env.PAILOU_FAKE_CAMERA);
}

const log = openLog({
	folder: join(app.getPath("userData"), "logs"),
	nowMs: systemClock.nowMs,
	copiesToStderr: !app.isPackaged,
});
const timers = guardTimers(systemClock, log);
const isSupervised = app.commandLine.hasSwitch("supervised");
const restart = restartOnCrash({
	timers,
	log,
	exitCode: exitCodes.crashed,
	isSupervised,
	stopAdmitting: () => ipcMain.removeHandler("pailou:call"),
});
Menu.setApplicationMenu(null);
protocol.registerSchemesAsPrivileged([
	{
		scheme: appScheme,
		privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
	},
]);

if (app.commandLine.hasSwitch(keyringProbeSwitch)) {
	app.setPath("userData", join(app.getPath("userData"), "keyring-probe"));
	app.whenReady().then(() => app.exit(systemKeyring(safeStorage, process.platform) === null ? 1 : 0));
} else if (app.requestSingleInstanceLock()) {
	app.whenReady().then(start).catch(restart);
} else {
	process.stderr.write(
		"Pailou is already running on this machine with this data folder; that window is brought to the front.\n",
	);
	app.exit(exitCodes.alreadyRunning);
}

function start(): void {
	protocol.handle(appScheme, (request) => servePage(join(outFolder, "renderer"), request.url));
	powerSaveBlocker.start("prevent-display-sleep");
	const window = openWindow({
		preload: preloadPath(outFolder),
		timers,
		log,
		isKiosk: app.isPackaged || process.env.PAILOU_KIOSK === "1",
	});
	watchGpu(window.window, restart, timers, log);
	// The page's process starts while the database is opened.
	window.open(null);
	app.on("second-instance", () => window.window.focus());
	let trouble: StoreErrorKind | null = null;
	app.on("window-all-closed", () => {
		if (trouble !== null) app.exit(exitCodes.store);
		else if (window.hasLeftKiosk()) app.exit(exitCodes.leftKiosk);
		else app.quit();
	});
	openRepeatedly({
		open: () => openStore(window),
		onOpen(device) {
			serve(device, window);
			// The page that explains the trouble gives way to the kiosk's.
			if (trouble !== null) window.open(null);
			trouble = null;
		},
		onTrouble({ kind, message }) {
			process.stderr.write(`${message}\n`);
			trouble = kind;
			window.open(kind);
			if (kind === "keyringMissing") restartWithKeyring();
		},
		onFault: restart,
		timers,
		log,
	});
}

function serve(device: Device, window: KioskWindow): void {
	log.info("started", { version: app.getVersion(), electron: process.versions.electron ?? null });
	ipcMain.handle("pailou:call", (event, name: CallName, input: InputOf<CallName>) => {
		if (!window.isOwnPage(event)) throw new Error("a call from a page that is not ours");
		return device.call(name, input);
	});
	powerMonitor.on("resume", createGuard("wakeFailed", timers, log).listener(device.onWake));
	app.on("will-quit", () => void device.stop());
}

let isAwaitingKeyring = false;

/** On Linux a run of the app keeps what it found of the keyring when it began, so one that was locked then needs another run. */
function restartWithKeyring(): void {
	if (isAwaitingKeyring || process.platform !== "linux") return;
	isAwaitingKeyring = true;
	waitForKeyring({
		executable: process.execPath,
		args: process.argv.slice(1),
		timers,
		onOpen() {
			log.info("keyringOpened");
			relaunch(exitCodes.store, isSupervised);
		},
	});
}

/** Throws a StoreError for every named failure; the database is closed then. */
function openStore(window: KioskWindow): Device {
	const path = join(app.getPath("userData"), "pailou.sqlite");
	const binding = app.isPackaged ? null : (process.env.PAILOU_SQLITE_BINDING ?? null);
	const database = openDatabase(path, binding);
	try {
		return openDevice({
			database,
			clock: createClock(),
			sleptMs: systemSleptMs,
			keyring: systemKeyring(safeStorage, process.platform),
			allowsPlainKeys: allowsPlainKeys(),
			fetch: createHubFetch(),
			onKeyringMissing: restartWithKeyring,
			hubTimeoutMs: 10_000,
			random: systemRandom,
			app: app.getVersion(),
			onChange: window.notifyChanged,
			log,
			readRecentLog: log.readRecentLog,
			peripherals: {
				leaveKiosk: window.leaveKiosk,
				isFocusLost: window.isFocusLost,
				sendScan: window.sendScan,
				openSerial: openSerialScanner,
				printers: {
					...openTicketPage(join(outFolder, "renderer"), timers, log),
					timeouts: defaultPrinterTimeouts,
				},
				listSerialPorts: () => listSerialPorts(log),
				listVolumes: () => listVolumes(mounts),
			},
		});
	} catch (error) {
		database.close();
		throw toStoreError(error, path);
	}
}

/** Allowed by the operator on the command line; in development and tests by the environment. */
function allowsPlainKeys(): boolean {
	const isSaid = app.commandLine.hasSwitch("allow-plain-keys");
	return isSaid || (!app.isPackaged && process.env.PAILOU_PLAIN_KEYS === "1");
}

function createClock(): Clock {
	const startsAt = app.isPackaged ? undefined : process.env.PAILOU_CLOCK;
	if (startsAt === undefined) return systemClock;
	const startMs = Date.parse(startsAt);
	if (Number.isNaN(startMs)) {
		process.stderr.write(`PAILOU_CLOCK is not a time: ${startsAt}\n`);
		app.exit(exitCodes.usage);
	}
	return clockStartingAt(startMs);
}
