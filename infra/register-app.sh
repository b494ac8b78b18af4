#!/usr/bin/env bash
# Makes (or brings up to date) the app registration that is the bot: who it is in Entra, what the tab signs in to,
# and which managed identity it trusts. Running it again changes nothing that is right already.
#
#   infra/register-app.sh HOST [IDENTITY_PRINCIPAL_ID]
#
# HOST                   the bot's host name, such as contososwarm.azurewebsites.net
# IDENTITY_PRINCIPAL_ID  output `identityPrincipalId` of the deployment, once there is one
#
# Needs node, and az signed in as somebody who may register applications. If Entra does not know the new application yet,
# run it again. Prints the application id, alone, on standard output.
set -euo pipefail

host=${1:?'usage: infra/register-app.sh HOST [IDENTITY_PRINCIPAL_ID]'}
identity=${2:-}
name="Swarm ($host)"
say() { echo "$*" >&2; }

app=$(az ad app list --filter "displayName eq '$name'" --query '[0].appId' --output tsv)
if [[ -z $app ]]; then
  app=$(az ad app create --display-name "$name" --sign-in-audience AzureADMyOrg --query appId --output tsv)
  say "Registered $name as $app"
fi
object=$(az ad app show --id "$app" --query id --output tsv)
az ad sp show --id "$app" --output none 2>/dev/null || az ad sp create --id "$app" --output none

# What the tab signs in to. The two clients are Teams itself: on desktop and mobile, and in the browser.
scope=$(az ad app show --id "$app" --query "api.oauth2PermissionScopes[?value=='access_as_user'].id | [0]" --output tsv)
scope=${scope:-$(node --print 'crypto.randomUUID()')}
graph="https://graph.microsoft.com/v1.0/applications/$object"
exposed() { # $1: the clients that may sign in without asking the person
  cat <<JSON
{ "identifierUris": ["api://$host/$app"],
  "api": {
    "requestedAccessTokenVersion": 2,
    "oauth2PermissionScopes": [{
      "id": "$scope", "value": "access_as_user", "type": "User", "isEnabled": true,
      "adminConsentDisplayName": "Sign in to Swarm",
      "adminConsentDescription": "Lets Teams sign people in to the history tab of Swarm.",
      "userConsentDisplayName": "Sign in to Swarm",
      "userConsentDescription": "Lets Teams sign you in to the history tab of Swarm." }],
    "preAuthorizedApplications": [$1] } }
JSON
}
preauthorized() { printf '{ "appId": "%s", "delegatedPermissionIds": ["%s"] }' "$1" "$scope"; }
# A scope must exist before a client may be given it, hence two steps.
az rest --method PATCH --url "$graph" --body "$(exposed '')" --output none
az rest --method PATCH --url "$graph" --output none --body "$(exposed \
  "$(preauthorized 1fec8e78-bce4-4aaf-ab1b-5451cc387264), $(preauthorized 5e3ce6c0-2b1f-4285-8d4b-75ee78787346)")"
say "The tab signs in to api://$host/$app"

if [[ -n $identity ]]; then
  tenant=$(az account show --query tenantId --output tsv)
  trusted=$(az ad app federated-credential list --id "$app" --query "[?subject=='$identity'] | length(@)" --output tsv)
  if [[ $trusted == 0 ]]; then
    az ad app federated-credential create --id "$app" --output none --parameters "$(cat <<JSON
{ "name": "managed-identity-${identity:0:8}",
  "issuer": "https://login.microsoftonline.com/$tenant/v2.0",
  "subject": "$identity",
  "audiences": ["api://AzureADTokenExchange"] }
JSON
    )"
  fi
  say "$app trusts the managed identity $identity"
fi

echo "$app"
