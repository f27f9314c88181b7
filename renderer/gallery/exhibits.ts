import type { Exhibit } from "./exhibit.ts";
import { clockExhibits } from "./exhibits/clock.ts";
import { admittedExhibits } from "./exhibits/counter/admitted.ts";
import { counterExhibits } from "./exhibits/counter/counter.ts";
import { headerExhibits } from "./exhibits/counter/header.ts";
import { lookUpExhibits } from "./exhibits/counter/look-up.ts";
import { numberExhibits } from "./exhibits/counter/number.ts";
import { offeredExhibits } from "./exhibits/counter/offered.ts";
import { overrideExhibits } from "./exhibits/counter/override.ts";
import { refusedExhibits } from "./exhibits/counter/refused.ts";
import { shiftExhibits } from "./exhibits/counter/shift.ts";
import { voidExhibits } from "./exhibits/counter/void.ts";
import { watchExhibits } from "./exhibits/counter/watch.ts";
import { enrolExhibits } from "./exhibits/enrol.ts";
import { printingExhibits } from "./exhibits/printing.ts";
import { selfServiceExhibits } from "./exhibits/self-service.ts";
import { selfServiceClosedExhibits } from "./exhibits/self-service-closed.ts";
import { selfServiceVerdictExhibits } from "./exhibits/self-service-verdicts.ts";
import { serviceExhibits } from "./exhibits/setup.ts";
import { supervisorExhibits } from "./exhibits/supervisor.ts";
import { troubleExhibits } from "./exhibits/trouble.ts";

/** All there is to see. A new screen is a file in `exhibits/` and a line here. */
export const exhibits: readonly Exhibit[] = [
	...enrolExhibits,
	...clockExhibits,
	...supervisorExhibits,
	...troubleExhibits,
	...counterExhibits,
	...headerExhibits,
	...offeredExhibits,
	...admittedExhibits,
	...refusedExhibits,
	...numberExhibits,
	...watchExhibits,
	...voidExhibits,
	...shiftExhibits,
	...printingExhibits,
	...overrideExhibits,
	...lookUpExhibits,
	...serviceExhibits,
	...selfServiceExhibits,
	...selfServiceVerdictExhibits,
	...selfServiceClosedExhibits,
];
