/**
 * Exit codes of the app. Its supervisor (pailou.service) starts it again after any exit except `alreadyRunning` and
 * `leftKiosk`, the deliberate exit from set-up. Apart from restart.ts so that it can be imported without Electron.
 */
export const exitCodes = { crashed: 1, usage: 2, alreadyRunning: 3, store: 4, leftKiosk: 5 } as const;
