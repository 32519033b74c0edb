"""The grammar of the FEEL subset, for lark's LALR parser.

Interval brackets are literals here because ``(`` opens an interval, a group and a call.
A function name with spaces is one terminal, recognised by the bracket behind it.
"""

GRAMMAR = r"""
expression_text: _expression
tests_text: _tests
          | "-" -> anything

_tests: _test ("," _test)*
_test: operator_test | _expression
operator_test: (LESS | LESS_EQUAL | GREATER | GREATER_EQUAL | EQUAL | UNEQUAL) _sum

_expression: conditional | _disjunction
conditional: "if" _expression "then" _expression "else" _expression
_disjunction: disjunction | _conjunction
disjunction: _conjunction ("or" _conjunction)+
_conjunction: conjunction | _comparison
conjunction: _comparison ("and" _comparison)+
_comparison: comparison | between | membership | _sum
comparison: _sum (LESS | LESS_EQUAL | GREATER | GREATER_EQUAL | EQUAL | UNEQUAL) _sum
between: _sum "between" _sum "and" _sum
membership: _sum "in" _members
_members: operator_test | _sum | "(" operator_test ")" | "(" _test ("," _test)+ ")"

_sum: sum | _product
sum: _product ((PLUS | MINUS) _product)+
_product: product | _power
product: _power ((TIMES | DIVIDED) _power)+
_power: power | _signed
power: _signed ("**" _signed)+
_signed: negative | _primary
negative: "-" _signed
_primary: number | percent | string | constant | name | subject | call | negation
        | "(" _expression ")" | interval | list
number: NUMBER
percent: PERCENT
string: STRING
constant: TRUE | FALSE | NULL
name: NAME
subject: "?"
negation: "not" "(" _tests ")"
call: (NAME | SPACED_NAME) "(" [_arguments] ")"
_arguments: _expression ("," _expression)* | named_argument ("," named_argument)*
named_argument: NAME ":" _expression
interval: (OPENING_ROUND | OPENING_SQUARE | CLOSING_SQUARE) _sum ".." _sum _closing
_closing: CLOSING_ROUND | CLOSING_SQUARE | OPENING_SQUARE
list: "[" [_expression ("," _expression)*] "]"

LESS: "<"
LESS_EQUAL: "<=" | "≤"
GREATER: ">"
GREATER_EQUAL: ">=" | "≥"
EQUAL: "="
UNEQUAL: "!=" | "≠"
PLUS: "+"
MINUS: "-"
TIMES: "*" | "×"
DIVIDED: "/" | "÷"
OPENING_ROUND: "("
CLOSING_ROUND: ")"
OPENING_SQUARE: "["
CLOSING_SQUARE: "]"
TRUE: "true"
FALSE: "false"
NULL: "null"
NUMBER: /(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?/
PERCENT.2: /(\d+(\.\d+)?|\.\d+)%/
STRING: /"[^"\n]*"/
SPACED_NAME.3: /round\s+(half\s+up|half\s+down|up|down)(?=\s*\()/
NAME: /[^\W\d]\w*/
COMMENT.4: /\/\/[^\n]*|\/\*(.|\n)*?\*\//
%ignore /[\s\u3000]+/
%ignore COMMENT
"""
