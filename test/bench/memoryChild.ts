// The child process of `snapshot.memory`: `node --expose-gc memoryChild.ts FOLDER` prints by how many bytes the process
// grows when it loads the rows and the envelope in the folder. It is a process of its own, so that nothing else is
// counted.

import { readFileSync } from "node:fs";
import { AllocationHeader, findRow, verifyAllocation } from "../../core/allocation/allocation.ts";
import { readRow } from "../../core/allocation/row.ts";
import { Envelope, openDocument, payloadTypes } from "../../core/trust/envelope.ts";
import { crypto } from "../../sync/crypto/signature.ts";
import { root } from "../core/venueDay.ts";

const [folder = ""] = process.argv.slice(2);
const envelope = Envelope.parse(JSON.parse(readFileSync(`${folder}/envelope.json`, "utf8")));
const opened = openDocument(envelope, payloadTypes.allocation, root.roles.allocator, AllocationHeader, crypto);
if (opened.kind === "untrusted") throw new Error(`the header is not trusted: ${opened.why}`);
const header = opened.document;
globalThis.gc?.();
const before = process.memoryUsage.rss();
const allocation = verifyAllocation(header, readFileSync(`${folder}/rows`), crypto);
if ("kind" in allocation) throw new Error(allocation.why);
globalThis.gc?.();
const grown = process.memoryUsage.rss() - before;
if (findRow(allocation, readRow(allocation.buckets[7] as Uint8Array, 0).key) === null)
	throw new Error("no row is found");
process.stdout.write(`${grown}\n`);
