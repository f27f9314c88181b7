import { z } from "zod";

/** Why a supervisor lets in what was refused; the sentences are the renderer's. */
export const OverrideReason = z.enum([
	"listTooOld",
	"phoneFailed",
	"lateByOurFault",
	"earlyByOurFault",
	"seatsFreed",
	"unionConfirmed",
]);
export type OverrideReason = z.infer<typeof OverrideReason>;

/** Why an admission is undone. */
export const VoidReason = z.enum(["wrongNumber", "wrongVoucher", "leftAgain", "sessionCancelled", "other"]);
export type VoidReason = z.infer<typeof VoidReason>;
