import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { runLife } from "./life.ts";

/** One thread's share of the lives: every `step`-th seed, each result told as soon as it is there. */
const { from, until, step } = z.object({ from: z.int(), until: z.int(), step: z.int().positive() }).parse(workerData);
for (let seed = from; seed < until; seed += step) parentPort?.postMessage(await runLife(seed));
