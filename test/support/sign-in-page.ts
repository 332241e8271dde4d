/** A browser as far as signing in needs one: follows redirects with cookies, fills in the form, ends where the desk listens. Answers the status of every step. */
export async function browse(
  address: string,
  credentials: { readonly login: string; readonly password: string },
): Promise<readonly number[]> {
  const cookies = new Map<string, string>();
  const statuses: number[] = [];
  const ask = async (url: URL, form?: URLSearchParams): Promise<Response> => {
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...cookies].map((each) => each.join('=')).join('; ') },
      ...(form && { method: 'POST', body: form }),
    });
    for (const each of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (each.split(';')[0] ?? '').split('=');
      cookies.set(name, value);
    }
    statuses.push(answer.status);
    return answer;
  };
  let url = new URL(address);
  let answer = await ask(url);
  for (let step = 0; step < 12; step += 1) {
    const next = answer.headers.get('location');
    if (next !== null) {
      url = new URL(next, url);
      answer = await ask(url);
      continue;
    }
    const action = /action="([^"]+)"/.exec(await answer.text())?.[1];
    // Asked again after a refused password: that is the end of this story.
    if (action === undefined || answer.status !== 200) break;
    url = new URL(action, url);
    answer = await ask(url, new URLSearchParams(credentials));
  }
  return statuses;
}
