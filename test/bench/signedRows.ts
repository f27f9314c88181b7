import { randomFillSync } from "node:crypto";
import type { AllocationHeader } from "../../core/allocation/allocation.ts";
import { rowLength, writeRow } from "../../core/allocation/row.ts";
import type { Envelope } from "../../core/trust/envelope.ts";
import { payloadTypes } from "../../core/trust/envelope.ts";
import { makeHeader, makeRow, signDocument, voucher } from "../core/venueDay.ts";

export type SignedRows = { readonly header: AllocationHeader; readonly rows: Uint8Array; readonly envelope: Envelope };

/** Rows with random keys, created without an object for each. */
export function createSignedRows(count: number): SignedRows {
	const keys = randomFillSync(new Uint32Array(count)).toSorted();
	const row = new Uint8Array(rowLength);
	writeRow(makeRow(voucher), row, 0);
	const rows = new Uint8Array(count * rowLength);
	const view = new DataView(rows.buffer);
	for (let i = 0; i < count; i++) {
		rows.set(row, i * rowLength);
		view.setUint32(i * rowLength, keys[i] as number);
		// The rest of the key counts up, so that rows with equal first 32 bits ascend too.
		view.setUint32(i * rowLength + 4, i);
		view.setUint8(i * rowLength + 22, (i % 6) + 1);
	}
	return signRows(rows, 1);
}

export function signRows(rows: Uint8Array, version: number): SignedRows {
	const header = makeHeader(rows, rows.length / rowLength, { version });
	return { header, rows, envelope: signDocument(payloadTypes.allocation, header, ["allocator"]) };
}
