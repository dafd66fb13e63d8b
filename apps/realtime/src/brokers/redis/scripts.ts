import { redisScript } from '../../redis/redis-session.ts';

/**
 * Begins a session of a node with the history.
 *
 * A server that starts may have lost the last of its data, and a replica that takes over never had it. So that no number
 * is given twice, the first node to come to another server (by its run id) leaves out so many numbers that none of those can
 * have been given, and they are noted as a gap. A number that a node has seen and that lies in a gap, or ahead of the last, proves a loss: then another
 * history begins, and every reader is told.
 *
 * Keys: state, gaps. Arguments: the server's run id, the epoch of a history that has to begin, how many numbers to leave out,
 * the epoch that the node knows or '', the highest number that it has seen. Answer: epoch, last number.
 */
export const openScript = redisScript(`
local epoch = redis.call('HGET', KEYS[1], 'epoch')
local run = redis.call('HGET', KEYS[1], 'run')
local number = tonumber(redis.call('HGET', KEYS[1], 'number') or '0')
if epoch and run ~= ARGV[1] then
  local before = string.format('%.0f', number)
  number = number + tonumber(ARGV[3])
  redis.call('ZADD', KEYS[2], string.format('%.0f', number), before)
end
if epoch and epoch == ARGV[4] then
  local seen = tonumber(ARGV[5])
  local gap = redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[5], '+inf', 'LIMIT', 0, 1)
  if seen > number or (gap[1] and seen > tonumber(gap[1])) then epoch = false end
end
if not epoch then
  epoch = ARGV[2]
  redis.call('DEL', KEYS[2])
end
redis.call('HSET', KEYS[1], 'epoch', epoch, 'run', ARGV[1], 'number', string.format('%.0f', number))
return { epoch, string.format('%.0f', number) }
`);

/**
 * Tells this moment, and whether a number was ever given.
 *
 * Keys: state, gaps. Argument: the number. Answer: epoch or '', last number, 1 when the number was given.
 */
export const momentScript = redisScript(`
local state = redis.call('HMGET', KEYS[1], 'epoch', 'number')
local number = tonumber(state[2] or '0')
local asked = tonumber(ARGV[1])
local gap = redis.call('ZRANGEBYSCORE', KEYS[2], '(' .. ARGV[1], '+inf', 'LIMIT', 0, 1)
local given = asked <= number and not (gap[1] and asked > tonumber(gap[1]))
return { state[1] or '', string.format('%.0f', number), given and 1 or 0 }
`);

/**
 * The highest number of an event that may have gone with its whole stream: what the clock says had been given by the time of
 * its first entry that is young enough, or all.
 */
const expiredThrough = `
local function expiredThrough(clock, number, beganMs)
  local sample = redis.call('ZRANGEBYSCORE', clock, string.format('%.0f', beganMs), '+inf', 'LIMIT', 0, 1)
  return sample[1] or string.format('%.0f', number)
end
`;

/**
 * Takes a batch of events: numbers each in each of its topics, appends it there, trims the topic and tells its readers; or
 * does nothing when the history is another one. An entry knows the number of the one before it in its topic, by which a
 * reader sees what is missing between the two.
 *
 * Keys: state, clock, then for each event its own and those of its topics' streams. Arguments: epoch, bounds of a topic
 * (events, bytes, age in ms), how many topics each event has, separated by spaces, the prefix of the channels, then for each
 * event and topic the topic and the event's text. Answer: nil, or a list: for each event and topic its number, negative when
 * it had been taken before.
 */
export const publishScript = redisScript(`
${expiredThrough}
local epoch, maxEvents, maxBytes, maxAgeMs = ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local channels = ARGV[6]
local state = redis.call('HMGET', KEYS[1], 'epoch', 'number')
if state[1] ~= epoch then return false end
local number = tonumber(state[2])
local before = state[2]
local time = redis.call('TIME')
local nowMs = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local lifetimeMs = string.format('%.0f', maxAgeMs + 1000)
local unknownThrough = expiredThrough(KEYS[2], number, nowMs - maxAgeMs)

-- The newest entry stays, however large and old.
local function trim(stream, writtenBytes)
  while true do
    local oldest = redis.call('XRANGE', stream, '-', '+', 'COUNT', 2)
    if #oldest < 2 then return end
    local fields = oldest[1][2]
    local isTooOld = nowMs - tonumber(fields[4]) > maxAgeMs
    local isTooLarge = writtenBytes - tonumber(fields[6]) > maxBytes
    if not isTooOld and not isTooLarge then return end
    redis.call('XTRIM', stream, 'MINID', oldest[2][1])
  end
end

local function append(stream, topic, data)
  number = number + 1
  local text = string.format('%.0f', number)
  local previous, writtenBytes = unknownThrough, 0
  local last = redis.call('XREVRANGE', stream, '+', '-', 'COUNT', 1)[1]
  if last then
    previous = string.match(last[1], '^%d+')
    writtenBytes = tonumber(last[2][6]) + #last[2][8]
  end
  redis.call('XADD', stream, 'MAXLEN', maxEvents, text .. '-0',
    'previous', previous, 'at', string.format('%.0f', nowMs),
    'before', string.format('%.0f', writtenBytes), 'event', data)
  trim(stream, writtenBytes + #data)
  redis.call('PEXPIRE', stream, lifetimeMs)
  redis.call('PUBLISH', channels .. topic, text .. ' ' .. data)
  return text
end

local answer = {}
local key, argument = 3, 7
for count in string.gmatch(ARGV[5], '%d+') do
  local event = KEYS[key]
  key = key + 1
  for _ = 1, tonumber(count) do
    local topic = ARGV[argument]
    local taken = redis.call('HGET', event, topic)
    if taken then
      answer[#answer + 1] = '-' .. taken
    else
      local given = append(KEYS[key], topic, ARGV[argument + 1])
      redis.call('HSET', event, topic, given)
      answer[#answer + 1] = given
    end
    key = key + 1
    argument = argument + 2
  end
  redis.call('PEXPIRE', event, lifetimeMs)
end
redis.call('HSET', KEYS[1], 'number', string.format('%.0f', number))

local newest = redis.call('ZREVRANGE', KEYS[2], 0, 0, 'WITHSCORES')
if not newest[2] or nowMs - tonumber(newest[2]) > maxAgeMs / 100 then
  redis.call('ZADD', KEYS[2], string.format('%.0f', nowMs), before)
  redis.call('ZREMRANGEBYSCORE', KEYS[2], '-inf', string.format('%.0f', nowMs - 2 * maxAgeMs))
  redis.call('PEXPIRE', KEYS[2], string.format('%.0f', 2 * maxAgeMs + 1000))
end
return answer
`);

/**
 * Reads on in a topic's stream.
 *
 * Keys: state, clock, stream. Arguments: the number after which to read, how many entries, the greatest age in ms. Answer:
 * the number up to which entries may be gone where there is no stream, else 0, and the entries as XRANGE has them.
 */
export const historyScript = redisScript(`
${expiredThrough}
local entries = redis.call('XRANGE', KEYS[3], '(' .. ARGV[1], '+', 'COUNT', ARGV[2])
if #entries > 0 or redis.call('EXISTS', KEYS[3]) == 1 then return { '0', entries } end
local time = redis.call('TIME')
local nowMs = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local number = tonumber(redis.call('HGET', KEYS[1], 'number') or '0')
return { expiredThrough(KEYS[2], number, nowMs - tonumber(ARGV[3])), entries }
`);
