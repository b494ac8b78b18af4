/**
 * Of what a line tells by what it came or is kept: of the message that holds it, as programs do, or of messages, meetings and
 * calls at large, as who tells of a setup may too.
 */
export type Carrier = 'thisMessage' | 'anyMessage';
