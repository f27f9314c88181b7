import assert from "node:assert/strict";
import { cpSync, existsSync, rmSync } from "node:fs";
import SqliteDatabase from "better-sqlite3";
import { z } from "zod";
import type { KioskState, Verdict } from "../../../core/contract/contract.ts";
import { type Device, openDevice } from "../../../main/device.ts";
import { noPeripherals } from "../../../main/setup/peripherals.ts";
import { type Database, openDatabase } from "../../../main/store/database.ts";
import { silentLog } from "../../../sync/log.ts";
import { systemClock, systemRandom } from "../../../sync/system.ts";
import { answer } from "../../answer.ts";
import { demonstrationMs, requestAsOfficer, type TestHub } from "../hub/testHub.ts";
import { createTestNetwork, type TestNetwork } from "./testNetwork.ts";

type Ready = Extract<KioskState, { kind: "ready" }>;

/** A machine whose disk is a real file: it is switched on and off, and while it is off its disk is copied and restored. */
export class TestMachine {
	readonly path: string;
	network: TestNetwork;
	#hub: TestHub;
	#on: { readonly device: Device; readonly database: Database } | null = null;

	constructor(hub: TestHub, path: string) {
		this.#hub = hub;
		this.path = path;
		this.network = createTestNetwork(hub.app);
	}

	/** The hub was started anew, perhaps on an older disk. */
	connect(hub: TestHub): void {
		this.#hub = hub;
		this.network = createTestNetwork(hub.app);
	}

	switchOn(): void {
		const { clock } = this.#hub;
		const nowMs = () => this.#hub.clock.nowMs();
		// Two starts of one disk at the very same instant would write the very same line.
		clock.move(1000);
		const database = openDatabase(this.path, null);
		const device = openDevice({
			database,
			clock: { ...systemClock, nowMs, monoMs: () => nowMs() - demonstrationMs },
			sleptMs: () => 0,
			keyring: null,
			allowsPlainKeys: true,
			fetch: (input, init) => this.network.fetch(input, init),
			hubTimeoutMs: 200,
			// The longest backoff each time: four bytes are a jitter, all else is an identifier or a key.
			random: (length) => (length === 4 ? new Uint8Array(4).fill(255) : systemRandom(length)),
			app: "test",
			onChange: () => {},
			log: silentLog,
			readRecentLog: () => "",
			peripherals: noPeripherals,
		});
		this.#on = { device, database };
	}

	async switchOff(): Promise<void> {
		await this.#on?.device.stop();
		this.#on?.database.close();
		this.#on = null;
	}

	async enrol(label: string): Promise<void> {
		const told = await requestAsOfficer(this.#hub, "POST", "/v1/enrolment-codes", { venue: 1, label });
		const { code } = z.object({ code: z.string() }).parse(told.body);
		assert.deepEqual(await answer(this.#device(), "enrol", { code }), { kind: "enrolled" });
		await this.sync();
	}

	/** Once as a person asks for it, and again while there is more. */
	async sync(): Promise<void> {
		for (let times = 0; times < 8; times++) {
			const { trouble, unsent } = await answer(this.#device(), "syncNow", undefined);
			if (trouble !== null || unsent === 0) return;
		}
	}

	/** With the network down: what was said before is known, and nothing else. */
	async offline<T>(work: () => T): Promise<T> {
		this.network.condition = "down";
		await this.sync();
		const value = work();
		await this.sync();
		this.network.condition = "fair";
		return value;
	}

	state(): Ready {
		const state = answer(this.#device(), "state", undefined) as KioskState;
		return state.kind === "ready" ? state : assert.fail("not enrolled");
	}

	scan(text: string): Verdict {
		this.#hub.clock.move(1000);
		return answer(this.#device(), "scan", { text, source: "camera" }) as Verdict;
	}

	/** Admits so many, or all there are; says how it went in a word: how many, or the reason. */
	admit(text: string, persons = 9): number | string {
		const scanned = this.scan(text);
		const verdict =
			scanned.kind === "offered" ? this.#admit(scanned.offer, Math.min(persons, scanned.remaining)) : scanned;
		return verdict.kind === "admitted"
			? verdict.persons
			: verdict.kind === "refused"
				? verdict.refusal.reason
				: "offered";
	}

	/** The lines on the disk; the machine must be off. */
	lines(): readonly string[] {
		const disk = new SqliteDatabase(this.path, { readonly: true });
		const lines = disk.prepare<[], string>("SELECT line FROM journal ORDER BY incarnation, seq").pluck().all();
		disk.close();
		return lines;
	}

	#admit(offer: string, persons: number): Verdict {
		return answer(this.#device(), "admit", { offer, persons }) as Verdict;
	}

	#device(): Device {
		return this.#on?.device ?? assert.fail("the machine is off");
	}
}

/** Copies a disk with its WAL. Nobody may have it open. */
export function copyDisk(from: string, to: string): void {
	for (const part of ["", "-wal", "-shm"]) {
		rmSync(to + part, { force: true });
		if (existsSync(from + part)) cpSync(from + part, to + part);
	}
}
