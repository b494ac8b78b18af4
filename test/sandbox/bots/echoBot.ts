/**
 * A bot of production make (TeamsAdapter, teams-ai, @azure/identity) that a test runs as a process of its own, with the
 * environment the sandbox gives: it repeats what it hears, shows a card, and says on its standard output when it listens.
 */
import { ClientSecretCredential } from '@azure/identity';
import { Application, TeamsAdapter } from '@microsoft/teams-ai';
import botbuilder, { type Activity, type TurnContext } from 'botbuilder';
import restify from 'restify';

const { CardFactory, MemoryStorage, MessageFactory } = botbuilder;

const environment = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set.`);
  return value;
};
const appId = environment('MICROSOFT_APP_ID');
const scope = environment('BOT_OAUTH_SCOPE');
const credential = new ClientSecretCredential(
  environment('MICROSOFT_APP_TENANT_ID'),
  appId,
  environment('MICROSOFT_APP_PASSWORD'),
  {
    authorityHost: environment('AZURE_AUTHORITY_HOST'),
    disableInstanceDiscovery: true,
  },
);

const adapter = new TeamsAdapter(
  {
    ToChannelFromBotLoginUrl: environment('AZURE_AUTHORITY_HOST'),
    ToChannelFromBotOAuthScope: scope,
    ToBotFromChannelTokenIssuer: environment('BOT_TOKEN_ISSUER'),
    OAuthUrl: 'https://token.botframework.com',
    ToBotFromChannelOpenIdMetadataUrl: environment('BOT_OPENID_METADATA_URL'),
    ToBotFromEmulatorOpenIdMetadataUrl: environment('BOT_OPENID_METADATA_URL'),
    CallerId: '',
  },
  {
    isValidAppId: async (id: string) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async () => ({
      signRequest: async (request: { headers: { set: (name: string, value: string) => void } }) => {
        const token = await credential.getToken(scope);
        request.headers.set('authorization', `Bearer ${token.token}`);
        return request;
      },
    }),
  } as unknown as ConstructorParameters<typeof TeamsAdapter>[1],
);

/** A card that is updated while its refresh is under way, once. */
const restless = true;
const isRestless = (text: string): boolean => text === 'card restless';

const card = (text: string, userIds: string[] = []) =>
  CardFactory.adaptiveCard({
    type: 'AdaptiveCard',
    version: '1.5',
    body: [
      { type: 'TextBlock', text },
      { type: 'Input.Text', id: 'note', label: 'Note', value: 'none' },
    ],
    actions: [
      { type: 'Action.Execute', title: 'Greet', verb: 'greet', data: { swarm: 's1' } },
      { type: 'Action.Submit', title: 'Open', data: { msteams: { type: 'task/fetch' }, about: 'dialog' } },
    ],
    ...(userIds.length > 0
      ? {
          refresh: {
            action: { type: 'Action.Execute', verb: 'refresh', data: isRestless(text) ? { restless } : {} },
            userIds,
          },
        }
      : {}),
  });

const app = new Application({ storage: new MemoryStorage(), startTypingTimer: false, adapter, botAppId: appId });
const heard = (activity: Activity): string => (activity.text ?? '').replace(/<at>[^<]*<\/at>/g, '').trim();

app.activity('message', async (context: TurnContext) => {
  const text = heard(context.activity);
  const targeted = (context.activity.recipient as { isTargeted?: boolean }).isTargeted === true;
  if (context.activity.value !== undefined)
    await context.sendActivity(`submitted ${JSON.stringify(context.activity.value)}`);
  else if (text.startsWith('card'))
    await context.sendActivity(MessageFactory.attachment(card(text, [context.activity.from.id])));
  else if (text.startsWith('update')) {
    const [, id = ''] = text.split(' ');
    await context.updateActivity({
      ...MessageFactory.attachment(card('updated')),
      id,
      conversation: context.activity.conversation,
    });
  } else await context.sendActivity(`${targeted ? 'privately' : 'you said'}: ${text} (${context.activity.locale})`);
});
app.activity('invoke', async (context: TurnContext) => {
  const { name, value, from, replyToId: id = '', conversation } = context.activity;
  if (value.action?.verb === 'refresh' && value.action.data.restless)
    await context.updateActivity({
      ...MessageFactory.attachment(card('calm', [from.id])),
      id,
      conversation,
    });
  await context.sendActivity({
    type: 'invokeResponse',
    value: { status: 200, body: invokeAnswer(name ?? '', value, from.name) },
  });
});

function invokeAnswer(
  name: string,
  value: {
    action?: { verb: string; data: unknown };
    data?: unknown;
    commandId?: string;
    messagePayload?: { body: { content: string } };
  },
  who: string,
): object {
  switch (name) {
    case 'adaptiveCard/action':
      return value.action?.verb === 'fail'
        ? { statusCode: 400, type: 'application/vnd.microsoft.error', value: { code: 'BadRequest', message: 'no' } }
        : {
            statusCode: 200,
            type: 'application/vnd.microsoft.card.adaptive',
            value: card(`${value.action?.verb} ${JSON.stringify(value.action?.data)} for ${who}`).content,
          };
    case 'task/fetch':
    case 'composeExtension/fetchTask':
      return {
        task: {
          type: 'continue',
          value: {
            title: value.messagePayload?.body.content ?? 'Dialog',
            height: 'small',
            width: 'small',
            card: CardFactory.adaptiveCard({
              type: 'AdaptiveCard',
              version: '1.5',
              body: [{ type: 'Input.Text', id: 'why', label: 'Why', isRequired: true }],
              actions: [{ type: 'Action.Submit', title: 'Send', data: { from: 'dialog' } }],
            }),
          },
        },
      };
    default:
      return { task: { type: 'message', value: `${name} ${JSON.stringify(value.data)}` } };
  }
}

const updates: unknown[] = [];
app.activity('conversationUpdate', async (context: TurnContext) => void updates.push(context.activity));
app.activity('installationUpdate', async (context: TurnContext) => void updates.push(context.activity));

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => {
  try {
    await adapter.process(request as never, response as never, async (context: TurnContext) => {
      await app.run(context);
    });
  } catch {
    // The adapter's own answer to a wrong signature is a 500 (platform.md 7.2 o).
    if (!response.headersSent) response.send(401);
  }
});
server.get('/updates', async (_request, response) => response.send(updates));
server.listen(Number(environment('PORT')), '127.0.0.1', () => console.log('listening'));
