/** The case systems that can be played. */
export const caseSystemKinds = ['dynamics', 'servicenow', 'zendesk'] as const;
export type CaseSystemKind = (typeof caseSystemKinds)[number];
