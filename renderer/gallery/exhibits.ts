import type { Exhibit } from "./exhibit.ts";
import { admittedExhibits } from "./exhibits/admitted.ts";
import { clockExhibits } from "./exhibits/clock.ts";
import { counterExhibits } from "./exhibits/counter.ts";
import { enrolExhibits } from "./exhibits/enrol.ts";
import { headerExhibits } from "./exhibits/header.ts";
import { numberExhibits } from "./exhibits/number.ts";
import { offeredExhibits } from "./exhibits/offered.ts";
import { refusedExhibits } from "./exhibits/refused.ts";
import { selfServiceExhibits } from "./exhibits/self-service.ts";
import { selfServiceClosedExhibits } from "./exhibits/self-service-closed.ts";
import { selfServiceVerdictExhibits } from "./exhibits/self-service-verdicts.ts";
import { troubleExhibits } from "./exhibits/trouble.ts";

/** All there is to see. A new screen is a file in `exhibits/` and a line here. */
export const exhibits: readonly Exhibit[] = [
	...enrolExhibits,
	...clockExhibits,
	...troubleExhibits,
	...counterExhibits,
	...headerExhibits,
	...offeredExhibits,
	...admittedExhibits,
	...refusedExhibits,
	...numberExhibits,
	...selfServiceExhibits,
	...selfServiceVerdictExhibits,
	...selfServiceClosedExhibits,
];
