import { randomUUID } from 'node:crypto';
import { changedAtOf, idWithin, type KeptCase } from '../keptCase.ts';
import type { PushWriting } from '../pushing.ts';

/** From how many bytes on a webhook of Dataverse is cut. */
const most = 256 * 1024;

/**
 * A service endpoint of the kind webhook, with a step on Update of `incident`, as Dataverse posts it: its execution
 * context as JSON, with a key in a header and no signature. Sent again once after 502, 503 or 504, and never else.
 */
export function dynamicsWebhook({ key, audience }: { key: string; audience: string }): PushWriting {
  return {
    write(kept, by) {
      const context = contextOf(kept, idWithin('user', by === 'swarm' ? 'swarm' : 'somebody'));
      const whole = JSON.stringify(context);
      const isCut = Buffer.byteLength(whole) > most;
      const { InputParameters: _, PreEntityImages: __, PostEntityImages: ___, ParentContext: ____, ...rest } = context;
      return {
        path: '/api/pushes/dynamics',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'x-swarm-key': key,
          'x-ms-dynamics-organization': new URL(audience).host,
          'x-ms-dynamics-entity-name': 'incident',
          'x-ms-dynamics-request-name': 'Update',
          'x-ms-correlation-request-id': randomUUID(),
          ...(isCut ? { 'x-ms-dynamics-msg-size-exceeded': 'true' } : {}),
        },
        body: isCut ? JSON.stringify(rest) : whole,
      };
    },
    again: ({ status }, tries) => ([502, 503, 504].includes(status) && tries === 1 ? 0 : null),
  };
}

function contextOf(kept: KeptCase, user: string) {
  const id = idWithin('incident', kept.number);
  const at = Date.parse(changedAtOf(kept));
  const entity = 'Entity:http://schemas.microsoft.com/xrm/2011/Contracts';
  return {
    BusinessUnitId: idWithin('businessunit', 'root'),
    CorrelationId: randomUUID(),
    Depth: 1,
    InitiatingUserId: user,
    InputParameters: [
      {
        key: 'Target',
        value: {
          __type: entity,
          Attributes: [
            { key: 'title', value: kept.title },
            { key: 'description', value: kept.description },
            {
              key: 'statecode',
              value: {
                __type: 'OptionSetValue:http://schemas.microsoft.com/xrm/2011/Contracts',
                Value: kept.state === 'open' ? 0 : kept.state === 'closed' ? 1 : 2,
              },
            },
            // The figure is in UTC; the offset is only how it would be shown.
            { key: 'modifiedon', value: `/Date(${at}+0900)/` },
          ],
          EntityState: null,
          Id: id,
          LogicalName: 'incident',
        },
      },
    ],
    MessageName: kept.isDeleted ? 'Delete' : 'Update',
    Mode: 1,
    OperationCreatedOn: `/Date(${at})/`,
    OperationId: randomUUID(),
    ParentContext: null,
    PostEntityImages: [],
    PreEntityImages: [],
    PrimaryEntityId: id,
    PrimaryEntityName: 'incident',
    Stage: 40,
    UserId: user,
  };
}
