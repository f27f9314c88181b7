import { admission } from "./admission.ts";
import { journal } from "./journal.ts";
import { lives } from "./lives.ts";
import { mainAdmission } from "./mainAdmission.ts";
import type { Area } from "./mutant.ts";
import { scanning } from "./scanning.ts";
import { trust } from "./trust.ts";
import { voucher } from "./voucher.ts";

export const areas: readonly Area[] = [admission, journal, trust, voucher, mainAdmission, scanning, lives];
