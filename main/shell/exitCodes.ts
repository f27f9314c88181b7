/**
 * What the app ends with. Whoever supervises it (pailou.service) starts it again after any end, but where another one
 * runs already and where the people of service left on purpose.
 */
export const exitCodes = { fell: 1, usage: 2, alreadyRunning: 3, store: 4, left: 5 } as const;
