/** Police, fire brigade, ambulance, traffic accidents, police by text message, fraud warnings: those of mainland China that call or call back. */
const EMERGENCY_NUMBERS: ReadonlySet<string> = new Set(['+86110', '+86119', '+86120', '+86122', '+8612110', '+8696110']);

/** Whether a number (E.164) is one that people must not miss. Only whole numbers count: what merely begins like one is not. */
export function isEmergencyNumber(number: string | undefined): boolean {
  return number !== undefined && EMERGENCY_NUMBERS.has(number);
}
