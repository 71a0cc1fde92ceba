/**
 * Lets code written for Node-API 10 keep references to primitive values on Node-API 9.
 *
 * better-sqlite3 13 holds persistent references to strings. Since Node-API 10 napi_create_reference
 * takes any value; before (Electron 33, Node 20) it takes objects, functions and symbols only, and
 * better-sqlite3 would crash. This header is force-included (g++ -include) when better-sqlite3 is
 * built for such an Electron. It puts functions of its own before the five that deal in references:
 * objects go through unchanged; of a primitive a native copy is kept, and the reference is a pointer to
 * that copy with its lowest bit set (real references are aligned, so theirs is never set). Reading the
 * copy back runs no JavaScript, so it also works while an exception is pending and during teardown.
 */
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <node_api.h>

namespace latchkey {

struct Primitive {
  napi_valuetype type;
  uint32_t count;
  bool flag = false;
  double number = 0;
  int sign = 0;
  std::u16string text;
  std::vector<uint64_t> words;
};

inline bool is_primitive(napi_ref ref) { return (reinterpret_cast<uintptr_t>(ref) & 1) != 0; }

inline Primitive* to_primitive(napi_ref ref) {
  return reinterpret_cast<Primitive*>(reinterpret_cast<uintptr_t>(ref) & ~uintptr_t{1});
}

inline napi_status copy_text(napi_env env, napi_value value, std::u16string& text) {
  size_t length = 0;
  napi_status status = napi_get_value_string_utf16(env, value, nullptr, 0, &length);
  if (status != napi_ok) return status;
  text.resize(length);
  // The buffer of a string has room for the terminating NUL that Node-API writes.
  return napi_get_value_string_utf16(env, value, text.data(), length + 1, &length);
}

inline napi_status copy_words(napi_env env, napi_value value, Primitive& copy) {
  size_t count = 0;
  napi_status status = napi_get_value_bigint_words(env, value, nullptr, &count, nullptr);
  if (status != napi_ok) return status;
  if (count == 0) count = 1;  // 0n has no words, but Node-API wants somewhere to put them
  copy.words.resize(count);
  return napi_get_value_bigint_words(env, value, &copy.sign, &count, copy.words.data());
}

inline napi_status copy_value(napi_env env, napi_value value, Primitive& copy) {
  switch (copy.type) {
    case napi_string: return copy_text(env, value, copy.text);
    case napi_number: return napi_get_value_double(env, value, &copy.number);
    case napi_boolean: return napi_get_value_bool(env, value, &copy.flag);
    case napi_bigint: return copy_words(env, value, copy);
    default: return napi_ok;  // null and undefined are their type
  }
}

inline napi_status create_reference(napi_env env, napi_value value, uint32_t count, napi_ref* result) {
  napi_valuetype type;
  napi_status status = napi_typeof(env, value, &type);
  if (status != napi_ok) return status;
  if (type == napi_object || type == napi_function || type == napi_symbol || type == napi_external) {
    return napi_create_reference(env, value, count, result);
  }
  Primitive* copy = new Primitive{type, count};
  status = copy_value(env, value, *copy);
  if (status != napi_ok) {
    delete copy;
    return status;
  }
  *result = reinterpret_cast<napi_ref>(reinterpret_cast<uintptr_t>(copy) | 1);
  return napi_ok;
}

inline napi_status get_reference_value(napi_env env, napi_ref ref, napi_value* result) {
  if (!is_primitive(ref)) return napi_get_reference_value(env, ref, result);
  const Primitive& copy = *to_primitive(ref);
  switch (copy.type) {
    case napi_string: return napi_create_string_utf16(env, copy.text.data(), copy.text.size(), result);
    case napi_number: return napi_create_double(env, copy.number, result);
    case napi_boolean: return napi_get_boolean(env, copy.flag, result);
    case napi_bigint:
      return napi_create_bigint_words(env, copy.sign, copy.words.size(), copy.words.data(), result);
    case napi_null: return napi_get_null(env, result);
    default: return napi_get_undefined(env, result);
  }
}

inline napi_status delete_reference(napi_env env, napi_ref ref) {
  if (!is_primitive(ref)) return napi_delete_reference(env, ref);
  delete to_primitive(ref);
  return napi_ok;
}

inline napi_status reference_ref(napi_env env, napi_ref ref, uint32_t* result) {
  if (!is_primitive(ref)) return napi_reference_ref(env, ref, result);
  const uint32_t count = ++to_primitive(ref)->count;
  if (result != nullptr) *result = count;
  return napi_ok;
}

inline napi_status reference_unref(napi_env env, napi_ref ref, uint32_t* result) {
  if (!is_primitive(ref)) return napi_reference_unref(env, ref, result);
  Primitive* copy = to_primitive(ref);
  if (copy->count == 0) return napi_generic_failure;
  copy->count -= 1;
  if (result != nullptr) *result = copy->count;
  return napi_ok;
}

}  // namespace latchkey

#define napi_create_reference latchkey::create_reference
#define napi_get_reference_value latchkey::get_reference_value
#define napi_delete_reference latchkey::delete_reference
#define napi_reference_ref latchkey::reference_ref
#define napi_reference_unref latchkey::reference_unref
