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

@allowed(['fatal', 'error', 'warn', 'info', 'debug', 'trace'])
param logLevel string = 'info'

@description('Plan of the bot. One small instance serves thousands of engineers; more instances share the queue.')
param planSku string = 'P0v3'

@minValue(1)
@maxValue(10)
param instances int = 1

param databaseSku string = 'Standard_B1ms'

@allowed(['Burstable', 'GeneralPurpose', 'MemoryOptimized'])
param databaseTier string = 'Burstable'

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

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-database'
  location: location
  sku: { name: databaseSku, tier: databaseTier }
  properties: {
    version: '17'
    administratorLogin: databaseAdministrator
    administratorLoginPassword: databasePassword
    storage: { storageSizeGB: 32, autoGrow: 'Enabled' }
    backup: { backupRetentionDays: 14, geoRedundantBackup: 'Disabled' }
    highAvailability: { mode: 'Disabled' }
  }
}

resource database 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: databaseName
  properties: { charset: 'UTF8', collation: 'en_US.utf8' }
}

// Lets the addresses of Azure in, App Service among them; put both into one virtual network to narrow this.
resource fromAzure 'Microsoft.DBforPostgreSQL/flexibleServers/firewallRules@2024-08-01' = {
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

output publicUrl string = 'https://${host}'
output registryName string = registry.name
output siteName string = site.name
output vaultName string = vault.name
@description('What the app registration has to trust: infra/register-app.sh takes it.')
output identityPrincipalId string = identity.properties.principalId
