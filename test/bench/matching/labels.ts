import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Technology, technologySchema } from '../../../src/registry/technology.ts';
import { idOf, technologies as starterList } from './taxonomy.ts';

/** A list of technologies as a registry, and what it calls the labels of the sets; none for what is not on it. */
export type Listed = { name: string; technologies: readonly Technology[]; idsOf(label: string): string[] };

/** The starter list of products, which a new customer begins with. */
export const starter: Listed = { name: 'starter list', technologies: starterList, idsOf: idOf };

const file = join(import.meta.dirname, '../../../src/sandbox/organisation/technologies.json');
const organisationTechnologies = z.array(technologySchema).parse(JSON.parse(readFileSync(file, 'utf8')));
const ids = new Set(organisationTechnologies.map(({ id }) => id));

/** What labels begin with, the longer ones first. A label that is an id of the registry stands for itself. */
const idsOfLabels: [string, string[]][] = [
  ['Exchange/ExchangeHybrid', ['exchange-server', 'exchange-online']],
  ['Exchange/ExchangeServer', ['exchange-server']],
  ['Exchange/', ['exchange-online']],
  ['Outlook/', ['outlook']],
  ['Office/', ['microsoft-365-apps']],
  ['SharePoint/OneDrive', ['onedrive']],
  ['SharePoint/', ['sharepoint-online']],
  ['Microsoft365/compliance', ['purview']],
  ['Microsoft365/security', ['defender']],
  ['Microsoft365/', ['microsoft-365']],
  ['Teams/teams-rooms', ['teams-rooms']],
  ['Teams/phone-system', ['teams-phone']],
  ['Teams/teams-conferencing', ['teams-phone']],
  ['Teams/', ['teams']],
  ['Function App', ['azure-functions']],
  ['Azure Functions', ['azure-functions']],
  ['Durable Functions', ['azure-functions']],
  ['トリガー・バインディング', ['azure-functions']],
  ['App Service', ['azure-app-service']],
  ['app service', ['azure-app-service']],
  ['Azure App Service', ['azure-app-service']],
  ['Web App', ['azure-app-service']],
  ['WebJobs', ['azure-app-service']],
  ['Kudu', ['azure-app-service']],
  ['Storage', ['azure-storage']],
  ['API Management', ['azure-api-management']],
  ['apim', ['azure-api-management']],
  ['AI Search', ['azure-ai-search']],
  ['Container Apps', ['azure-container-apps']],
  ['Event Hubs', ['azure-event-hubs']],
  ['Service Bus', ['azure-service-bus']],
  ['Application Gateway', ['azure-application-gateway']],
  ['Application Insights', ['azure-monitor']],
  ['Azure Cache for Redis', ['redis']],
  ['Azure Front Door', ['azure-front-door']],
  ['PowerShell', ['powershell']],
];

/** The 94 technologies of the sandbox's organisation: finer, with more names that stand in texts in passing. */
export const organisation: Listed = {
  name: 'organisation',
  technologies: organisationTechnologies,
  idsOf: (label) => (ids.has(label) ? [label] : (idsOfLabels.find(([start]) => label.startsWith(start))?.[1] ?? [])),
};
