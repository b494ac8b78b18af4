#!/usr/bin/env bash
# Grants the application permissions of Microsoft Graph to the bot. appPackage/PERMISSIONS.md explains each, and which
# can be left out: remove those lines below. Running it again grants only what is missing.
#
#   infra/grant-permissions.sh CLIENT_ID
#
# CLIENT_ID  of the app registration (or of a managed identity that is the bot itself)
#
# Needs az, signed in as a Privileged Role Administrator: nobody less may consent to these for the tenant.
set -euo pipefail

client=${1:?'usage: infra/grant-permissions.sh CLIENT_ID'}
permissions=(
  User.ReadBasic.All
  TeamMember.ReadWriteNonOwnerRole.All
  ChannelSettings.ReadWrite.All
  ChannelMember.ReadWrite.All
  TeamsAppInstallation.ManageSelectedForTeam.All
  TeamsAppInstallation.ReadWriteSelfForUser.All
  AppCatalog.Read.All
  Presence.Read.All
  MailboxSettings.Read
)

microsoft_graph=00000003-0000-0000-c000-000000000000
principal=$(az ad sp show --id "$client" --query id --output tsv)
graph=$(az ad sp show --id "$microsoft_graph" --query id --output tsv)
url="https://graph.microsoft.com/v1.0/servicePrincipals/$principal/appRoleAssignments"
granted=$(az rest --url "$url" --query 'value[].appRoleId' --output tsv)

for permission in "${permissions[@]}"; do
  role=$(az ad sp show --id "$microsoft_graph" --output tsv \
    --query "appRoles[?value=='$permission' && contains(allowedMemberTypes, 'Application')].id | [0]")
  if [[ -z $role ]]; then
    echo "Microsoft Graph knows no application permission $permission" >&2
    exit 1
  elif grep --quiet --fixed-strings "$role" <<<"$granted"; then
    echo "$permission: granted already"
  else
    az rest --method POST --url "$url" --output none \
      --body "{ \"principalId\": \"$principal\", \"resourceId\": \"$graph\", \"appRoleId\": \"$role\" }"
    echo "$permission: granted"
  fi
done
