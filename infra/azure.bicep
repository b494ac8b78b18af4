// Everything Swarm needs in Azure, in one resource group. infra/README.md says in which order to run what.
//
// The bot signs in as an app registration that trusts the managed identity below (federated credential): no secret is
// kept anywhere for it. The managed identity alone would not do: resource-specific permissions and the tab's sign-in
// belong to an app registration, which a managed identity does not have.
targetScope = 'resourceGroup'

@description('Prefix of all names: lower case letters and digits. It must be free in azurewebsites.net.')
@minLength(3)
@maxLength(18)
param name string

param location string = resourceGroup().location

@description('Application (client) id of the app registration; infra/register-app.sh makes it.')
param appId string

@description('Entra group ids of the teams that hold swarm channels.')
@minLength(1)
param hostTeamIds string[]

@description('Host name under which Teams reaches the bot, if it has one of its own; else that of App Service.')
param publicHost string = ''

@description('Image in the registry made here, with its tag.')
param image string = 'swarm:latest'

@description('Password of the database. Made new at each deployment if you like: the bot reads it from Key Vault.')
@secure()
@minLength(16)
param databasePassword string

@description('Secret that the case system signs its webhook calls with.')
@secure()
@minLength(32)
param caseWebhookSecret string

@description('Address of the Dynamics 365 environment that cases are read from, if one is: https://contoso.crm7.dynamics.com.')
param dynamicsUrl string = ''

@description('Secret by which Dynamics 365 tells at once what changed (docs/case-systems.md); kept in the key vault.')
@secure()
param dynamicsPushSecret string = ''

@description('Address of the ServiceNow instance that cases are read from, if one is: https://contoso.service-now.com.')
param servicenowUrl string = ''

@description('Client id of the OAuth client in ServiceNow.')
param servicenowClientId string = ''

@description('Or, in place of a client: the scope of the registration in Entra whose tokens ServiceNow takes, api://<id>/.default.')
param servicenowEntraScope string = ''

@description('Secret of the OAuth client in ServiceNow; kept in the key vault.')
@secure()
param servicenowClientSecret string = ''

@description('Secret by which ServiceNow tells at once what changed; kept in the key vault.')
@secure()
param servicenowPushSecret string = ''

@description('Address of the Zendesk account that cases are read from, if one is: https://contoso.zendesk.com.')
param zendeskUrl string = ''

@description('Identifier of the OAuth client in Zendesk.')
param zendeskClientId string = ''

@description('Secret of the OAuth client in Zendesk; kept in the key vault.')
@secure()
param zendeskClientSecret string = ''

@description('Secret by which Zendesk tells at once what changed; kept in the key vault.')
@secure()
param zendeskPushSecret string = ''

@description('Address of a language model, if there is one (docs/language-model.md): https://contoso.openai.azure.com/openai/v1.')
param modelUrl string = ''

@description('Name of the model, in Azure of its deployment.')
param modelName string = ''

@description('Scope of the token by which the bot signs in to it: https://cognitiveservices.azure.com/.default. Or modelKey.')
param modelEntraScope string = ''

@description('Key of the language model, in place of a scope; kept in the key vault.')
@secure()
param modelKey string = ''

@description('For what the text of cases may be sent to it: translation, summary, article, reading, with commas between. Empty: nothing is sent.')
param modelCaseText string = ''

@description('How experts are asked: the JSON of docs/configuration.md itself. Empty: as shipped.')
param policy string = ''

@description('Which columns of the case systems mean what: the JSON of docs/case-systems.md itself. Empty: as shipped.')
param caseMapping string = ''

@description('Mail address that is told when the bot or its database is not well. Empty: nobody is, and no alert is made.')
param alertMail string = ''

@description('Address of an OpenTelemetry collector (OTLP over HTTP), without /v1/…. Empty: no telemetry is sent.')
param telemetryUrl string = ''

@allowed(['fatal', 'error', 'warn', 'info', 'debug', 'trace'])
param logLevel string = 'info'

@description('Plan of the bot. One small instance serves thousands of engineers; more instances share the queue.')
param planSku string = 'P0v3'

@minValue(1)
@maxValue(10)
param instances int = 1

@description('Whether a standby in another zone takes over by itself when the database is lost. Burstable ones have none.')
param databaseZoneRedundant bool = false

param databaseSku string = databaseZoneRedundant ? 'Standard_D2ds_v5' : 'Standard_B1ms'

@allowed(['Burstable', 'GeneralPurpose', 'MemoryOptimized'])
param databaseTier string = databaseZoneRedundant ? 'GeneralPurpose' : 'Burstable'

@description('Subnet that the bot reaches out from, delegated to Microsoft.Web/serverFarms. Empty: no network of your own.')
param botSubnetId string = ''

@description('Subnet of the database alone, delegated to Microsoft.DBforPostgreSQL/flexibleServers. Cannot be changed later.')
param databaseSubnetId string = ''

@description('Private DNS zone (it ends in .postgres.database.azure.com), linked to the network, in which the database is found.')
param databaseDnsZoneId string = ''

var isPrivate = !empty(databaseSubnetId)
var alerts = !empty(alertMail)
var databaseName = 'swarm'
var databaseAdministrator = 'swarm'
var acrPull = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '7f951dda-4ed3-4680-a7ca-43fe172d538d')
var keyVaultSecretsUser = subscriptionResourceId(
  'Microsoft.Authorization/roleDefinitions',
  '4633458b-17de-408a-b874-0445c86b69e6'
)

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-identity'
  location: location
}

// Logs and metrics

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

// Image

resource registry 'Microsoft.ContainerRegistry/registries@2023-07-01' = {
  name: '${name}registry'
  location: location
  sku: { name: 'Basic' }
  properties: { adminUserEnabled: false }
}

resource pullsImage 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(registry.id, identity.id, acrPull)
  scope: registry
  properties: {
    roleDefinitionId: acrPull
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

// Database

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2025-08-01' = {
  name: '${name}-database'
  location: location
  sku: { name: databaseSku, tier: databaseTier }
  properties: {
    version: '17'
    administratorLogin: databaseAdministrator
    administratorLoginPassword: databasePassword
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: databaseZoneRedundant ? 'ZoneRedundant' : 'Disabled' }
    network: isPrivate
      ? { delegatedSubnetResourceId: databaseSubnetId, privateDnsZoneArmResourceId: databaseDnsZoneId }
      : { publicNetworkAccess: 'Enabled' }
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2025-08-01' = {
  parent: server
  name: databaseName
  properties: { charset: 'UTF8', collation: 'en_US.utf8' }
}

// Lets the addresses of Azure in, App Service among them, where the database has no subnet of its own.
resource fromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2025-08-01' = if (!isPrivate) {
  parent: server
  name: 'azure'
  properties: { startIpAddress: '0.0.0.0', endIpAddress: '0.0.0.0' }
  // A server takes one change at a time.
  dependsOn: [database]
}

// Secrets

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${name}-vault'
  location: location
  properties: {
    tenantId: tenant().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 30
  }
}

resource readsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, keyVaultSecretsUser)
  scope: vault
  properties: {
    roleDefinitionId: keyVaultSecretsUser
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
  }
}

resource databaseUrl 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'database-url'
  properties: {
    value: 'postgres://${databaseAdministrator}:${uriComponent(databasePassword)}@${server.properties.fullyQualifiedDomainName}:5432/${databaseName}?sslmode=verify-full'
  }
}

resource webhookSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'case-webhook-secret'
  properties: { value: caseWebhookSecret }
}

resource servicenowSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(servicenowClientSecret)) {
  parent: vault
  name: 'servicenow-client-secret'
  properties: { value: servicenowClientSecret }
}

resource zendeskSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(zendeskUrl)) {
  parent: vault
  name: 'zendesk-client-secret'
  properties: { value: zendeskClientSecret }
}

resource dynamicsPushes 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(dynamicsPushSecret)) {
  parent: vault
  name: 'dynamics-push-secret'
  properties: { value: dynamicsPushSecret }
}

resource servicenowPushes 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(servicenowPushSecret)) {
  parent: vault
  name: 'servicenow-push-secret'
  properties: { value: servicenowPushSecret }
}

resource zendeskPushes 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(zendeskPushSecret)) {
  parent: vault
  name: 'zendesk-push-secret'
  properties: { value: zendeskPushSecret }
}

resource modelSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (!empty(modelKey)) {
  parent: vault
  name: 'model-key'
  properties: { value: modelKey }
}

// The bot

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: '${name}-plan'
  location: location
  kind: 'linux'
  sku: { name: planSku, capacity: instances }
  properties: { reserved: true }
}

resource site 'Microsoft.Web/sites@2023-12-01' = {
  name: name
  location: location
  kind: 'app,linux,container'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identity.id}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identity.id
    virtualNetworkSubnetId: empty(botSubnetId) ? null : botSubnetId
    siteConfig: {
      linuxFxVersion: 'DOCKER|${registry.properties.loginServer}/${image}'
      acrUseManagedIdentityCreds: true
      acrUserManagedIdentityID: identity.properties.clientId
      alwaysOn: true
      // Not /healthz: an instance that runs but has lost its way to the database, where others have not, must get no
      // activities and be replaced. App Service asks each minute, acts after ten failures in a row, and leaves the last
      // instances in place: with the database down they still tell people so.
      healthCheckPath: '/readyz'
      ftpsState: 'Disabled'
      minTlsVersion: '1.2'
      http20Enabled: true
      // What it asks of anybody goes through the subnet, if there is one: your firewall sees all of it.
      vnetRouteAllEnabled: !empty(botSubnetId)
    }
  }
  dependsOn: [pullsImage, readsSecrets]
}

var host = empty(publicHost) ? site.properties.defaultHostName : publicHost

resource settings 'Microsoft.Web/sites/config@2023-12-01' = {
  parent: site
  name: 'appsettings'
  properties: {
    PORT: '8080'
    WEBSITES_PORT: '8080'
    PUBLIC_URL: 'https://${host}'
    MICROSOFT_APP_ID: appId
    MICROSOFT_APP_TENANT_ID: tenant().tenantId
    MICROSOFT_APP_TYPE: 'SingleTenant'
    MICROSOFT_APP_FEDERATED_IDENTITY: identity.properties.clientId
    DATABASE_URL: '@Microsoft.KeyVault(SecretUri=${databaseUrl.properties.secretUri})'
    CASE_WEBHOOK_SECRET: '@Microsoft.KeyVault(SecretUri=${webhookSecret.properties.secretUri})'
    HOST_TEAM_IDS: join(hostTeamIds, ',')
    // Empty is as good as left out.
    DYNAMICS_URL: dynamicsUrl
    DYNAMICS_PUSH_SECRET: empty(dynamicsPushSecret)
      ? ''
      : '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=${dynamicsPushes.name})'
    SERVICENOW_URL: servicenowUrl
    SERVICENOW_CLIENT_ID: servicenowClientId
    SERVICENOW_ENTRA_SCOPE: servicenowEntraScope
    SERVICENOW_CLIENT_SECRET: empty(servicenowClientSecret)
      ? ''
      : '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=${servicenowSecret.name})'
    SERVICENOW_PUSH_SECRET: empty(servicenowPushSecret)
      ? ''
      : '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=${servicenowPushes.name})'
    ZENDESK_URL: zendeskUrl
    ZENDESK_CLIENT_ID: zendeskClientId
    ZENDESK_CLIENT_SECRET: empty(zendeskUrl)
      ? ''
      : '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=${zendeskSecret.name})'
    ZENDESK_PUSH_SECRET: empty(zendeskPushSecret)
      ? ''
      : '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=${zendeskPushes.name})'
    MODEL_URL: modelUrl
    MODEL_NAME: modelName
    MODEL_ENTRA_SCOPE: modelEntraScope
    MODEL_KEY: empty(modelKey) ? '' : '@Microsoft.KeyVault(VaultName=${vault.name};SecretName=${modelSecret.name})'
    MODEL_CASE_TEXT: modelCaseText
    // These two take the JSON itself in place of a path.
    SWARM_POLICY_FILE: policy
    CASE_MAPPING_FILE: caseMapping
    OTEL_EXPORTER_OTLP_ENDPOINT: telemetryUrl
    LOG_LEVEL: logLevel
  }
}

resource siteLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: site
  properties: {
    workspaceId: workspace.id
    logs: [
      { category: 'AppServiceConsoleLogs', enabled: true }
      { category: 'AppServicePlatformLogs', enabled: true }
      { category: 'AppServiceHTTPLogs', enabled: true }
    ]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-bot'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Swarm'
    endpoint: 'https://${host}/api/messages'
    msaAppId: appId
    msaAppType: 'SingleTenant'
    msaAppTenantId: tenant().tenantId
  }
}

resource teamsChannel 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: {
    channelName: 'MsTeamsChannel'
    properties: { isEnabled: true }
  }
}

// Alerts

resource toldOfAlerts 'Microsoft.Insights/actionGroups@2023-01-01' = if (alerts) {
  name: '${name}-alerts'
  location: 'global'
  properties: {
    groupShortName: 'swarm'
    enabled: true
    emailReceivers: [{ name: 'mail', emailAddress: alertMail, useCommonAlertSchema: true }]
  }
}

resource botUnwell 'Microsoft.Insights/metricAlerts@2018-03-01' = if (alerts) {
  name: '${name}-bot-unwell'
  location: 'global'
  properties: {
    description: 'An instance of the bot cannot do its work: see which of the checks of /readyz fails (docs/operations.md).'
    severity: 1
    enabled: true
    scopes: [site.id]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'ready'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'HealthCheckStatus'
          timeAggregation: 'Average'
          operator: 'LessThan'
          threshold: 100
        }
      ]
    }
    actions: [{ actionGroupId: toldOfAlerts.id }]
  }
}

resource botFails 'Microsoft.Insights/metricAlerts@2018-03-01' = if (alerts) {
  name: '${name}-bot-fails'
  location: 'global'
  properties: {
    description: 'The bot answers Teams, a case system or the tab with errors of its own.'
    severity: 2
    enabled: true
    scopes: [site.id]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'errors'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'Http5xx'
          timeAggregation: 'Total'
          operator: 'GreaterThan'
          threshold: 10
        }
      ]
    }
    actions: [{ actionGroupId: toldOfAlerts.id }]
  }
}

resource databaseFull 'Microsoft.Insights/metricAlerts@2018-03-01' = if (alerts) {
  name: '${name}-database-full'
  location: 'global'
  properties: {
    description: 'The disk of the database fills up. It grows by itself, up to what the subscription allows.'
    severity: 2
    enabled: true
    scopes: [server.id]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT1H'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.SingleResourceMultipleMetricCriteria'
      allOf: [
        {
          name: 'disk'
          criterionType: 'StaticThresholdCriterion'
          metricName: 'storage_percent'
          timeAggregation: 'Average'
          operator: 'GreaterThan'
          threshold: 85
        }
      ]
    }
    actions: [{ actionGroupId: toldOfAlerts.id }]
  }
}

resource errorsLogged 'Microsoft.Insights/scheduledQueryRules@2021-08-01' = if (alerts) {
  name: '${name}-errors-logged'
  location: location
  properties: {
    displayName: 'Swarm logs errors'
    // The table is made by the first line that is logged.
    skipQueryValidation: true
    description: 'The bot has logged errors (level 50). Each names its fault and, if somebody saw it, its reference.'
    severity: 3
    enabled: true
    scopes: [workspace.id]
    evaluationFrequency: 'PT15M'
    windowSize: 'PT15M'
    criteria: {
      allOf: [
        {
          query: 'AppServiceConsoleLogs | where ResultDescription contains \'"level":50\''
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 5
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 }
        }
      ]
    }
    actions: { actionGroups: [toldOfAlerts.id] }
  }
}

output publicUrl string = 'https://${host}'
output registryName string = registry.name
output siteName string = site.name
output vaultName string = vault.name
@description('What the app registration has to trust: infra/register-app.sh takes it.')
output identityPrincipalId string = identity.properties.principalId
