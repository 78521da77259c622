-- Prints the counts of wrk as JSON.
done = function(summary)
  local errors = summary.errors
  io.write(string.format(
    '\n{"requests":%d,"bytes":%d,"errors":%d}\n',
    summary.requests,
    summary.bytes,
    errors.connect + errors.read + errors.write + errors.status + errors.timeout
  ))
end
