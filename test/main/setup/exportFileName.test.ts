import assert from "node:assert/strict";
import { test } from "node:test";
import { exportFileNameOf } from "../../../main/setup/exportFileName.ts";

const morningMs = Date.parse("2026-10-01T07:30:00+08:00");
const afternoonMs = Date.parse("2026-10-01T14:10:00+08:00");

test("a file on a stick is named by local time, in the language of the screens (D10)", () => {
	assert.equal(exportFileNameOf("1 号窗口", "journal", morningMs, "zh-CN"), "1号窗口-流水-10月1日0730.pailou");
	assert.equal(exportFileNameOf("1 号窗口", "journal", afternoonMs, "zh-CN"), "1号窗口-流水-10月1日1410.pailou");
	assert.equal(exportFileNameOf("1 號窗口", "diagnostics", afternoonMs, "zh-Hant"), "1號窗口-診斷-10月1日1410.pailou");
	assert.equal(exportFileNameOf("Window 1", "journal", afternoonMs, "en"), "Window-1-journal-Oct-1-1410.pailou");
});

test("no label leads a file out of the stick's folder (D14)", () => {
	for (const label of ["../../etc/cron.d/x", "..\\..\\boot", "a/b:c*?<>|", "."]) {
		assert.match(exportFileNameOf(label, "journal", morningMs, "zh-CN"), /^[\p{L}\p{N}-]+\.pailou$/u);
	}
});
