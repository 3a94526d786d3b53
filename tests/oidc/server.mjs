// A real OpenID provider: one client, any login name, and the name is the subject. Args: port, address of Stelsel.
import Provider from 'oidc-provider';

const [poort, stelsel] = process.argv.slice(2);
const provider = new Provider(`http://127.0.0.1:${poort}`, {
  clients: [{
    client_id: 'stelsel',
    client_secret: 'geheim-van-de-toets',
    redirect_uris: [`${stelsel}/aanmelden/oidc/terug/`],
  }],
  cookies: { keys: ['sleutel-van-de-toets'] },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ sub: id }) }),
});
provider.listen(Number(poort), '127.0.0.1', () => console.log('klaar'));
