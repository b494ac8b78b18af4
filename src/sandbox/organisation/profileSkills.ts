import { findPerson, type ProfileSkill, type Tenant } from '../tenant/tenant.ts';

const usual: Omit<ProfileSkill, 'displayName' | 'proficiency'> = {
  ...{ collaborationTags: [], allowedAudiences: 'organization', inference: null },
};

/** What some people have on their profile in Microsoft 365: their own words, one that a machine inferred, one that is nobody's to see. */
const profiles: Record<string, ProfileSkill[]> = {
  'mika.sato': [
    { ...usual, displayName: 'Microsoft Teams', proficiency: 'advancedProfessional' },
    { ...usual, displayName: 'PostgreSQL', proficiency: 'limitedWorking', collaborationTags: ['wantsToImprove'] },
    { ...usual, displayName: 'Change management', proficiency: 'expert' },
  ],
  'pradeep.gupta': [
    { ...usual, displayName: 'AKS', proficiency: 'generalProfessional' },
    {
      ...{ ...usual, displayName: 'Azure Front Door', proficiency: 'elementary' },
      inference: { confidenceScore: 0.62, userHasVerifiedAccuracy: false },
    },
  ],
  'kavya.krishnan': [
    { ...usual, displayName: 'Power BI', proficiency: null },
    { ...usual, displayName: 'MySQL', proficiency: 'expert', allowedAudiences: 'me' },
  ],
  'alex.wilber': [{ ...usual, displayName: 'Azure Functions', proficiency: 'expert' }],
};

export function addProfileSkills(tenant: Tenant): void {
  for (const [alias, skills] of Object.entries(profiles)) {
    const person = findPerson(tenant, alias);
    if (person) person.skills = [...skills];
  }
}
