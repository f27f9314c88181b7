import { openSqlite, type WritableDatabase } from "../../sqlite.ts";
import { migrations } from "./migrations.ts";

export type DatabaseHandle = WritableDatabase;

/** Opens the hub's one database and brings it to this version. */
export function openDatabase(path: string): DatabaseHandle {
	return openSqlite({ path, migrations, busyTimeoutMs: 1000 });
}
