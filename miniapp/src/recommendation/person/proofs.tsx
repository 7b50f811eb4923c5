import type { ReactNode } from 'react';
import { bytesOf } from '#shared/crypto/bytes';
import { isAsServed } from '#shared/recommendation/check';
import { decodeParams } from '#shared/recommendation/params';
import { positionName } from '#shared/recommendation/position';
import type { PublicRound } from '#shared/recommendation/round';
import { Link } from '../../components/button';
import { Box } from '../../components/native';
import { Note } from '../../components/note';
import { ProofLine } from '../../components/proof-line';
import { AskByPhone } from '../../components/states';
import { go } from '../../platform/navigate';

/** That the rules of each position, and after closing what they gave, stand in the public log. */
export function Proofs({ round }: { round: PublicRound }): ReactNode {
  return round.positions.map((one) => {
    const { position, params, leaves } = one;
    // Called off before it was endorsed: it never had rules that anybody signed.
    if (leaves.params === '' && round.state === 'cancelled') return null;
    const rules = decodeParams(bytesOf(params));
    const isSame = rules !== null && isAsServed(rules, round, one);
    return isSame ? (
      <PositionProof key={position} round={round} one={one} />
    ) : (
      <Note key={position} icon="bad" tone="red" title="这里写的和存进公开日志的规则不一样">
        <Box>时间、人数或职位可能被人动过，请先不要推荐。</Box>
        <AskByPhone lead="问村民选举委员会" />
      </Note>
    );
  });
}

function PositionProof({
  round,
  one,
}: {
  round: PublicRound;
  one: PublicRound['positions'][number];
}): ReactNode {
  const { position, params, close, leaves } = one;
  const name = positionName(position);
  const isClosed = close !== null;
  const part = `${name}推荐的${isClosed ? '截止记录' : '规则'}`;
  const document = bytesOf(close ?? params);
  const more = [
    { words: `${name}推荐的规则，看证明`, leaf: isClosed ? leaves.params : '' },
    { words: `${name}推荐的签名，看证明`, leaf: leaves.endorsements },
  ].filter(({ leaf }) => leaf !== '');
  return (
    <>
      <ProofLine
        what={part}
        part={part}
        leaf={leaves.close ?? leaves.params}
        shown={() => ({ kind: isClosed ? 'close' : 'round', area: round.area, document })}
        since={isClosed ? round.closes : round.opens}
      />
      {more.map(({ words, leaf }) => (
        <Box key={leaf} className="pad no-print">
          <Link end="right" onTap={() => go('transparency/proof/index', { leaf })}>
            {words}
          </Link>
        </Box>
      ))}
    </>
  );
}
