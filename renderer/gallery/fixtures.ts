import type { KioskFixture } from "./fixture.ts";
import { clockFixtures } from "./fixtures/clock.ts";
import { admittedFixtures } from "./fixtures/counter/admitted.ts";
import { counterFixtures } from "./fixtures/counter/counter.ts";
import { headerFixtures } from "./fixtures/counter/header.ts";
import { lookUpFixtures } from "./fixtures/counter/look-up.ts";
import { numberFixtures } from "./fixtures/counter/number.ts";
import { offeredFixtures } from "./fixtures/counter/offered.ts";
import { overrideFixtures } from "./fixtures/counter/override.ts";
import { refusedFixtures } from "./fixtures/counter/refused.ts";
import { shiftFixtures } from "./fixtures/counter/shift.ts";
import { statusFixtures } from "./fixtures/counter/status.ts";
import { voidFixtures } from "./fixtures/counter/void.ts";
import { enrolFixtures } from "./fixtures/enrol.ts";
import { printingFixtures } from "./fixtures/printing.ts";
import { selfServiceFixtures } from "./fixtures/self-service.ts";
import { selfServiceClosedFixtures } from "./fixtures/self-service-closed.ts";
import { selfServiceVerdictFixtures } from "./fixtures/self-service-verdicts.ts";
import { setupFixtures } from "./fixtures/setup.ts";
import { supervisorFixtures } from "./fixtures/supervisor.ts";
import { troubleFixtures } from "./fixtures/trouble.ts";

/** All fixtures of the kiosk. A new screen is a file in `fixtures/` and a line here. */
export const kioskFixtures: readonly KioskFixture[] = [
	...enrolFixtures,
	...clockFixtures,
	...supervisorFixtures,
	...troubleFixtures,
	...counterFixtures,
	...headerFixtures,
	...offeredFixtures,
	...admittedFixtures,
	...refusedFixtures,
	...numberFixtures,
	...statusFixtures,
	...voidFixtures,
	...shiftFixtures,
	...printingFixtures,
	...overrideFixtures,
	...lookUpFixtures,
	...setupFixtures,
	...selfServiceFixtures,
	...selfServiceVerdictFixtures,
	...selfServiceClosedFixtures,
];
