/** Signs in as the app with @azure/identity and asks Graph for the first host team; prints the answer, or why it failed. */
import { ClientSecretCredential } from '@azure/identity';
import { Client, HTTPMessageHandler } from '@microsoft/microsoft-graph-client';

const environment = (name: string): string => process.env[name] ?? '';

const credential = new ClientSecretCredential(
  environment('MICROSOFT_APP_TENANT_ID'),
  environment('MICROSOFT_APP_ID'),
  environment('MICROSOFT_APP_PASSWORD'),
  { authorityHost: environment('AZURE_AUTHORITY_HOST'), disableInstanceDiscovery: true },
);
try {
  const { token } = await credential.getToken('https://graph.microsoft.com/.default');
  const client = Client.initWithMiddleware({
    baseUrl: environment('GRAPH_BASE_URL'),
    middleware: new HTTPMessageHandler(),
  });
  const team = await client
    .api(`/teams/${environment('HOST_TEAM_IDS').split(',')[0]}`)
    .header('Authorization', `Bearer ${token}`)
    .get();
  console.log(JSON.stringify(team));
} catch (error) {
  console.log(JSON.stringify({ error: String(error) }));
}
