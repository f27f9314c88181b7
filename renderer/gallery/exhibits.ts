import type { Exhibit } from "./exhibit.ts";
import { admittedExhibits } from "./exhibits/admitted.ts";
import { clockExhibits } from "./exhibits/clock.ts";
import { counterExhibits } from "./exhibits/counter.ts";
import { enrolExhibits } from "./exhibits/enrol.ts";
import { headerExhibits } from "./exhibits/header.ts";
import { lookUpExhibits } from "./exhibits/look-up.ts";
import { numberExhibits } from "./exhibits/number.ts";
import { offeredExhibits } from "./exhibits/offered.ts";
import { overrideExhibits } from "./exhibits/override.ts";
import { printingExhibits } from "./exhibits/printing.ts";
import { refusedExhibits } from "./exhibits/refused.ts";
import { selfServiceExhibits } from "./exhibits/self-service.ts";
import { selfServiceClosedExhibits } from "./exhibits/self-service-closed.ts";
import { selfServiceVerdictExhibits } from "./exhibits/self-service-verdicts.ts";
import { serviceExhibits } from "./exhibits/service.ts";
import { shiftExhibits } from "./exhibits/shift.ts";
import { supervisorExhibits } from "./exhibits/supervisor.ts";
import { troubleExhibits } from "./exhibits/trouble.ts";
import { voidExhibits } from "./exhibits/void.ts";
import { watchExhibits } from "./exhibits/watch.ts";

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
