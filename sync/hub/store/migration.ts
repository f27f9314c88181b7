import { first } from "./migrations/0001-first.ts";
import { documents } from "./migrations/0002-documents.ts";
import { incarnations } from "./migrations/0003-incarnations.ts";
import { numbers } from "./migrations/0004-numbers.ts";
import { sealing } from "./migrations/0005-sealing.ts";
import { seats } from "./migrations/0006-seats.ts";
import { attention } from "./migrations/0007-attention.ts";

/** In order; a database's `user_version` is how many of them it has run. One is added, none is ever changed. */
export const migrations: readonly string[] = [first, documents, incarnations, numbers, sealing, seats, attention];
