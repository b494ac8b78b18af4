import { around, inBoth, type Kind } from './noise.ts';

/** Stack traces, as programs print them and people paste them whole. */
const traces: readonly (readonly [string, string])[] = [
  [
    'Java',
    `org.springframework.web.util.NestedServletException: Request processing failed; nested exception is java.lang.IllegalStateException: no session
	at org.springframework.web.servlet.FrameworkServlet.processRequest(FrameworkServlet.java:1014)
	at org.springframework.web.servlet.FrameworkServlet.doPost(FrameworkServlet.java:909)
	at javax.servlet.http.HttpServlet.service(HttpServlet.java:681)
	at org.apache.catalina.core.ApplicationFilterChain.internalDoFilter(ApplicationFilterChain.java:227)
	at org.apache.tomcat.websocket.server.WsFilter.doFilter(WsFilter.java:53)
	at java.base/java.lang.Thread.run(Thread.java:840)
Caused by: java.lang.IllegalStateException: no session
	at com.contoso.order.OrderService.load(OrderService.java:88)
	... 42 more`,
  ],
  [
    'Java with a driver',
    `org.postgresql.util.PSQLException: FATAL: remaining connection slots are reserved
	at org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:693)
	at org.postgresql.jdbc.PgConnection.<init>(PgConnection.java:257)
	at com.zaxxer.hikari.pool.HikariPool.createPoolEntry(HikariPool.java:477)
	at com.fabrikam.batch.Main.main(Main.java:31)`,
  ],
  [
    '.NET',
    `System.InvalidOperationException: Sequence contains no elements
   at System.Linq.ThrowHelper.ThrowNoElementsException()
   at System.Linq.Enumerable.First[TSource](IEnumerable\`1 source)
   at Contoso.Desk.Tickets.TicketReader.ReadAsync(String id) in C:\\src\\Desk\\TicketReader.cs:line 57
   at Microsoft.AspNetCore.Mvc.Infrastructure.ActionMethodExecutor.TaskOfIActionResultExecutor.Execute(ActionContext context)
   at Microsoft.AspNetCore.Server.Kestrel.Core.Internal.Http.HttpProtocol.ProcessRequests[TContext](IHttpApplication\`1 application)`,
  ],
  [
    '.NET with a driver',
    `Microsoft.Data.SqlClient.SqlException (0x80131904): A network-related or instance-specific error occurred while establishing a connection to SQL Server.
 ---> System.ComponentModel.Win32Exception (53): The network path was not found.
   at Microsoft.Data.SqlClient.SqlInternalConnection.OnError(SqlException exception, Boolean breakConnection, Action\`1 wrapCloseInAction)
   at Microsoft.Data.SqlClient.TdsParser.Connect(ServerInfo serverInfo, SqlInternalConnectionTds connHandler)
   at Microsoft.EntityFrameworkCore.Storage.RelationalConnection.OpenAsync(CancellationToken cancellationToken, Boolean errorsExpected)
ClientConnectionId:00000000-0000-0000-0000-000000000000
--- End of inner exception stack trace ---`,
  ],
  [
    '.NET with a cloud library',
    `Azure.Identity.CredentialUnavailableException: ManagedIdentityCredential authentication unavailable.
   at Azure.Identity.ManagedIdentityClient.AuthenticateAsync(Boolean async, TokenRequestContext context, CancellationToken cancellationToken)
   at Azure.Security.KeyVault.Secrets.SecretClient.GetSecretAsync(String name, String version, CancellationToken cancellationToken)
   at Azure.Storage.Blobs.BlobContainerClient.CreateIfNotExistsAsync(PublicAccessType publicAccessType)
   at Adatum.Worker.Program.Main(String[] args) in D:\\agent\\_work\\1\\s\\Worker\\Program.cs:line 21`,
  ],
  [
    'Python',
    `Traceback (most recent call last):
  File "/usr/lib/python3.11/site-packages/requests/adapters.py", line 667, in send
    resp = conn.urlopen(
  File "/usr/lib/python3.11/site-packages/urllib3/connectionpool.py", line 843, in urlopen
    retries = retries.increment(
  File "/opt/tailspin/sync.py", line 112, in <module>
    main()
requests.exceptions.ReadTimeout: HTTPSConnectionPool(host='api.tailspin.example', port=443): Read timed out. (read timeout=30)`,
  ],
  [
    'Python with a driver',
    `Traceback (most recent call last):
  File "/app/worker/tasks.py", line 40, in refresh
    with redis.Redis(host=settings.CACHE) as cache:
  File "/usr/local/lib/python3.12/site-packages/azure/storage/blob/_blob_client.py", line 605, in download_blob
    return StorageStreamDownloader(**options)
  File "/usr/local/lib/python3.12/site-packages/psycopg/connection.py", line 98, in connect
    raise last_ex.with_traceback(None)
psycopg.OperationalError: connection failed`,
  ],
  [
    'PowerShell',
    `Get-Item : Cannot find path 'C:\\Temp\\list.csv' because it does not exist.
At line:1 char:1
+ Get-Item C:\\Temp\\list.csv
+ ~~~~~~~~~~~~~~~~~~~~~~~~~
    + CategoryInfo          : ObjectNotFound: (C:\\Temp\\list.csv:String) [Get-Item], ItemNotFoundException
    + FullyQualifiedErrorId : PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand`,
  ],
  [
    'PowerShell with modules',
    `PS C:\\WINDOWS\\system32> Connect-MgGraph -Scopes User.Read.All
Connect-MgGraph : Could not load file or assembly 'Microsoft.Graph.Authentication.Core, Version=2.0.0.0'
At C:\\Program Files\\WindowsPowerShell\\Modules\\ExchangeOnlineManagement\\3.5.0\\netFramework\\ExchangeOnlineManagement.psm1:762 char:21
+                     throw $_.Exception;
+                     ~~~~~~~~~~~~~~~~~~
    + CategoryInfo          : OperationStopped: (:) [], AggregateException
    + FullyQualifiedErrorId : System.AggregateException`,
  ],
  [
    'JavaScript',
    `TypeError: Cannot read properties of undefined (reading 'value')
    at Object.render (https://portal.litware.example/static/js/main.4f2c.chunk.js:2:118823)
    at n.<anonymous> (https://portal.litware.example/static/js/vendor.9b1d.chunk.js:1:40213)
    at async Promise.all (index 2)
    at processTicksAndRejections (node:internal/process/task_queues:95:5)
    at runMicrotasks (<anonymous>)`,
  ],
  [
    'Go',
    `panic: runtime error: invalid memory address or nil pointer dereference
[signal SIGSEGV: segmentation violation code=0x1 addr=0x18 pc=0x6f1a2b]

goroutine 1 [running]:
k8s.io/client-go/rest.(*RESTClient).Get(0x0)
	/go/pkg/mod/k8s.io/client-go@v0.29.2/rest/client.go:210 +0x26
github.com/contoso/agent/cmd.run(0xc0000b4000)
	/src/cmd/run.go:41 +0x1c5
exit status 2`,
  ],
  [
    'native',
    `EXCEPTION_RECORD:  (.exr -1)
ExceptionAddress: 00007ffb3f2a1b30 (ntdll!RtlReportFatalFailure+0x0000000000000009)
   ExceptionCode: c0000374
STACK_TEXT:
00000062\`9b5ff1a0 00007ffb\`3f2a1afa     : ntdll!RtlReportFatalFailure+0x9
00000062\`9b5ff1f0 00007ffb\`3f2b1b16     : ntdll!RtlReportCriticalFailure+0x97
00000062\`9b5ff2e0 00007ff6\`10c41b3e     : hostapp!CacheManager::Trim+0x12e
MODULE_NAME: hostapp
FAILURE_BUCKET_ID:  HEAP_CORRUPTION_c0000374_hostapp.dll!Unknown`,
  ],
];

export const traceNoises: Kind = {
  name: 'traces',
  goal: 8,
  noises: traces.flatMap(([name, words]) => around(`trace: ${name}`, inBoth, words, ['before', 'after'])),
};
